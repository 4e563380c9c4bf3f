-- Returns the properties that are defined: all, or the one with the given id.
SELECT property_id, property_name, data_type, description, unit
FROM property_definitions
WHERE CAST(:property_id AS text) IS NULL OR property_id = :property_id
ORDER BY property_id
