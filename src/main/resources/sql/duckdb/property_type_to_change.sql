-- Returns the type of a property that is about to be changed.
SELECT data_type FROM property_definitions WHERE property_id = :property_id
