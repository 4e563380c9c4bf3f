-- Creates a session, unless it exists.
INSERT INTO sessions (session_id, session_name, category_id, config, metadata)
VALUES (:id, :session_name, :kind, CAST('{}' AS json), CAST(:metadata AS json))
ON CONFLICT DO NOTHING
