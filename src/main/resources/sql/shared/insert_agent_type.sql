-- Defines an agent type under its own name, unless it is there.
INSERT INTO agent_types (type_id, type_name) VALUES (:id, :id) ON CONFLICT DO NOTHING
