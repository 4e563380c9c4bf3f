-- Returns those of the given properties that are defined, with their types.
SELECT property_id, data_type FROM property_definitions WHERE property_id = ANY (:property_ids)
