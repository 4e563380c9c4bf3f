-- Which of these properties are defined, and of which type. They are locked against deletion, in one order for all loads.
SELECT property_id AS id, data_type AS kind FROM property_definitions WHERE property_id = ANY (:ids) ORDER BY property_id FOR KEY SHARE
