-- Returns a category if it exists.
SELECT category_id FROM categories WHERE category_id = :category_id
