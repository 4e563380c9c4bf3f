-- Returns the episodes of a session.
SELECT episode_id FROM episodes WHERE session_id = :session_id
