-- Returns the episodes of a session in the order of their numbers.
SELECT episode_id FROM episodes WHERE session_id = :session_id ORDER BY episode_number, episode_id
