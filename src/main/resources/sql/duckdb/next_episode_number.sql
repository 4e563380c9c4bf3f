-- Returns the episode number after the last one of the session. The cast is outside of max, so that an index can return
-- the last number.
SELECT coalesce(CAST(max(episode_number) AS bigint) + 1, 0) AS episode_number
FROM episodes
WHERE session_id = :session_id AND episode_id <> :episode_id
