-- The episode number that is free behind the last one of the session. The cast is outside, so that an index gives the last.
SELECT coalesce(CAST(max(episode_number) AS bigint) + 1, 0) AS episode_number
FROM episodes
WHERE session_id = :session_id AND episode_id <> :episode_id
