-- The type of a property that may be changed: loads that need it as it is have ended, or wait.
SELECT data_type FROM property_definitions WHERE property_id = :property_id FOR UPDATE
