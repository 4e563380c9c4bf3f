-- Creates a view of the staged values with a row for each, for values that are added to a stored episode.
CREATE TEMPORARY VIEW staged_values AS
SELECT s.place, s.time_index, s.agent_id, s.agent_type_id, p.property_id, v.value_float, v.value_text
FROM staged_rows s
CROSS JOIN LATERAL unnest(s.numbers, s.texts) WITH ORDINALITY AS v (value_float, value_text, place)
JOIN staged_properties p ON p.place = v.place
WHERE v.value_float IS NOT NULL OR v.value_text IS NOT NULL
