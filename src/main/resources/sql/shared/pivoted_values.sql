-- Returns the values of several properties, one row per observation.
SELECT p.observation_id, <values>
FROM extended_properties p
WHERE p.observation_id BETWEEN :first_id AND :last_id AND <of_selected>
GROUP BY p.observation_id
