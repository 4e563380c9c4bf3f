-- Says what the values of a property are measured in.
UPDATE property_definitions SET unit = :unit WHERE property_id = :property_id
