-- Defines a property, or changes the given columns of one that exists.
INSERT INTO property_definitions (property_id, property_name, data_type, description, unit)
VALUES (:property_id, coalesce(CAST(:property_name AS text), :property_id), coalesce(CAST(:data_type AS text), 'float'), :description, :unit)
ON CONFLICT (property_id) DO UPDATE
SET property_name = coalesce(CAST(:property_name AS text), property_definitions.property_name),
    data_type = coalesce(CAST(:data_type AS text), property_definitions.data_type),
    description = coalesce(excluded.description, property_definitions.description),
    unit = coalesce(excluded.unit, property_definitions.unit)
