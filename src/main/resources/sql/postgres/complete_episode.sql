-- Sets the columns of the claimed episode that are known only at the end of its file. Its number is the wanted one, or
-- the next after the last one of its session, which an index returns.
UPDATE episodes
SET num_frames = :num_frames,
    num_agents = :num_agents,
    episode_number = coalesce(CAST(:wanted_number AS integer), (
        SELECT max(episode_number) + 1
        FROM episodes
        WHERE session_id = :session_id AND episode_id <> :episode_id), 0)
WHERE episode_id = :episode_id
RETURNING episode_number
