-- Returns those of the given sessions that exist, with their categories, and locks them against deletion.
SELECT session_id AS id, category_id AS kind FROM sessions WHERE session_id = ANY (:ids) FOR KEY SHARE
