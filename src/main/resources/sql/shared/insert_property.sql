-- Defines a property whose name is its id, unless it exists.
INSERT INTO property_definitions (property_id, property_name, data_type) VALUES (:id, :id, :kind) ON CONFLICT DO NOTHING
