-- Returns the type of a property that is about to be changed, and locks it: loads that need the type as it is have
-- ended, or wait.
SELECT data_type FROM property_definitions WHERE property_id = :property_id FOR UPDATE
