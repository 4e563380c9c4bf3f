-- Which of these sessions are there, and in which category.
SELECT session_id AS id, category_id AS kind FROM sessions WHERE session_id = ANY (:ids)
