-- Names the properties of the staged arrays, in the order of their places.
INSERT INTO staged_properties (place, property_id)
SELECT place, property_id
FROM unnest(CAST(:property_ids AS text[])) WITH ORDINALITY AS p (property_id, place)
