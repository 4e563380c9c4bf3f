-- Changes the given columns of a property's definition.
UPDATE property_definitions
SET property_name = coalesce(CAST(:property_name AS text), property_name),
    data_type = coalesce(CAST(:data_type AS text), data_type),
    description = coalesce(CAST(:description AS text), description),
    unit = coalesce(CAST(:unit AS text), unit)
WHERE property_id = :property_id
