-- Returns whether any observation has a value of a property.
SELECT EXISTS (SELECT 1 FROM extended_properties WHERE property_id = :property_id) AS has_values
