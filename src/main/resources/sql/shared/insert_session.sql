-- Makes a session under its own name, unless it is there.
INSERT INTO sessions (session_id, session_name, category_id) VALUES (:id, :id, :kind) ON CONFLICT DO NOTHING
