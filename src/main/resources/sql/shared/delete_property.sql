-- Deletes the definition of a property.
DELETE FROM property_definitions WHERE property_id = :property_id
