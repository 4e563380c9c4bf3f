-- Defines a property under its own name, unless it is there.
INSERT INTO property_definitions (property_id, property_name, data_type) VALUES (:id, :id, :kind) ON CONFLICT DO NOTHING
