-- Returns a category if it exists, and locks it against deletion.
SELECT category_id FROM categories WHERE category_id = :category_id FOR KEY SHARE
