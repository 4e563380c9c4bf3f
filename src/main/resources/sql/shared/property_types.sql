-- The type of every property that is defined.
SELECT property_id, data_type FROM property_definitions
