-- Which of these sessions are there, and in which category. They are locked against deletion.
SELECT session_id AS id, category_id AS kind FROM sessions WHERE session_id = ANY (:ids) FOR KEY SHARE
