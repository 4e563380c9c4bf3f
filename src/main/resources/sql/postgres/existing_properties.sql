-- Returns those of the given properties that are defined, with their types, and locks them against deletion in an order
-- that all loads share.
SELECT property_id AS id, data_type AS kind FROM property_definitions WHERE property_id = ANY (:ids) ORDER BY property_id FOR KEY SHARE
