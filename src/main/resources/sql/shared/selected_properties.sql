-- Counts the values of each property of the selected observations by their kind.
SELECT v.property_id, d.data_type, v.numbers, v.texts
FROM (
    SELECT p.property_id, count(p.value_float) AS numbers, count(p.value_text) AS texts
    FROM extended_properties p
    WHERE p.observation_id BETWEEN :first_id AND :last_id AND <of_selected>
    GROUP BY p.property_id
) v
LEFT JOIN property_definitions d ON d.property_id = v.property_id
ORDER BY v.property_id
