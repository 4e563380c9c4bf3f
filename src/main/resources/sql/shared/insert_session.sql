-- Creates a session whose name is its id, unless it exists.
INSERT INTO sessions (session_id, session_name, category_id) VALUES (:id, :id, :kind) ON CONFLICT DO NOTHING
