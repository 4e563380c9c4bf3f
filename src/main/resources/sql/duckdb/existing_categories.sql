-- Returns those of the given categories that exist.
SELECT category_id AS id, NULL AS kind FROM categories WHERE category_id = ANY (:ids)
