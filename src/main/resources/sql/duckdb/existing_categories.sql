-- Which of these categories are there.
SELECT category_id AS id, NULL AS kind FROM categories WHERE category_id = ANY (:ids)
