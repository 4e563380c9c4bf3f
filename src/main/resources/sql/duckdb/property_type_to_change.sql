-- The type of a property that may be changed.
SELECT data_type FROM property_definitions WHERE property_id = :property_id
