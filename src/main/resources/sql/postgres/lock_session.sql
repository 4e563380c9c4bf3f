-- Lets one load at a time ask for the session's next episode number, until its transaction ends.
SELECT session_id FROM sessions WHERE session_id = :session_id FOR NO KEY UPDATE
