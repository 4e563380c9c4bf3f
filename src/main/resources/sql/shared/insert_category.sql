-- Makes a category under its own name, unless it is there.
INSERT INTO categories (category_id, category_name) VALUES (:id, :id) ON CONFLICT DO NOTHING
