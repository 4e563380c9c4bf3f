-- Returns one session.
SELECT session_id, session_name, category_id, created_at, CAST(config AS text) AS config, CAST(metadata AS text) AS metadata
FROM sessions
WHERE session_id = :session_id
