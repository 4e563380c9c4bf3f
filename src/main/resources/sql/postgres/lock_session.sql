-- Lets only one load at a time determine the session's next episode number, until its transaction ends.
SELECT session_id FROM sessions WHERE session_id = :session_id FOR NO KEY UPDATE
