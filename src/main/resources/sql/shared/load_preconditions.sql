-- Returns whether the episode exists, whether a receipt is left of an earlier one whose table was made anew, and the category of its session (null if there is no such session).
SELECT EXISTS (SELECT 1 FROM episodes WHERE episode_id = :episode_id) AS episode_exists,
       EXISTS (SELECT 1 FROM receipts WHERE episode_id = :episode_id) AS receipt_exists,
       (SELECT category_id FROM sessions WHERE session_id = :session_id) AS category_id
