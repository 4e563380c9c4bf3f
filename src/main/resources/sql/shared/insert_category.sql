-- Creates a category whose name is its id, unless it exists.
INSERT INTO categories (category_id, category_name) VALUES (:id, :id) ON CONFLICT DO NOTHING
