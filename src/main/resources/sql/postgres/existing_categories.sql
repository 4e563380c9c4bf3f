-- Which of these categories are there. They are locked against deletion.
SELECT category_id AS id, NULL AS kind FROM categories WHERE category_id = ANY (:ids) FOR KEY SHARE
