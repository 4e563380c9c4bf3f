-- Sets the unit of a property's values.
UPDATE property_definitions SET unit = :unit WHERE property_id = :property_id
