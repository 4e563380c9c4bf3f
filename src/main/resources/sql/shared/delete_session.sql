-- Deletes the session's own row.
DELETE FROM sessions WHERE session_id = :session_id
