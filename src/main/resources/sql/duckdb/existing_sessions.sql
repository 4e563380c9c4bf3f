-- Returns those of the given sessions that exist, with their categories.
SELECT session_id AS id, category_id AS kind FROM sessions WHERE session_id = ANY (:ids)
