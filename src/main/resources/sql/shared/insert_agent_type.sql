-- Defines an agent type whose name is its id, unless it exists.
INSERT INTO agent_types (type_id, type_name) VALUES (:id, :id) ON CONFLICT DO NOTHING
