-- Defines a property unless it is defined already.
INSERT INTO property_definitions (property_id, property_name, data_type, description, unit)
VALUES (:property_id, coalesce(CAST(:property_name AS text), :property_id), coalesce(CAST(:data_type AS text), 'float'), :description, :unit)
ON CONFLICT (property_id) DO NOTHING
