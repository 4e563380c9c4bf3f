-- Returns those of the given categories that exist, and locks them against deletion.
SELECT category_id AS id, NULL AS kind FROM categories WHERE category_id = ANY (:ids) FOR KEY SHARE
