-- Returns the category of a session.
SELECT category_id FROM sessions WHERE session_id = :session_id
