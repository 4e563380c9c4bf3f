-- Counts the stored property values of an episode by property.
SELECT p.property_id AS id, count(*) AS stored
FROM observations o
JOIN extended_properties p ON p.observation_id = o.observation_id
WHERE o.episode_id = :episode_id
GROUP BY p.property_id
ORDER BY p.property_id
