-- Returns those of the given properties that are defined, with their types.
SELECT property_id AS id, data_type AS kind FROM property_definitions WHERE property_id = ANY (:ids) ORDER BY property_id
