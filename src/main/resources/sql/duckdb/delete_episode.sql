-- Deletes the episode's own row.
DELETE FROM episodes WHERE episode_id = :episode_id
