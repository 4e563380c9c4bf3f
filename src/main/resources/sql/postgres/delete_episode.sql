-- Deletes the episode's own row; foreign keys delete what belongs to it. The connection keeps the plan with which it
-- finds those rows: made while the tables were small, it would read all of them for each row, so it has to use the
-- indexes from the start.
DELETE FROM episodes
WHERE episode_id = :episode_id AND set_config('enable_seqscan', 'off', true) IS NOT NULL
