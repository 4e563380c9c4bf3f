-- Counts the stored property values of an episode by property. Only the range of the episode's ids is read, whatever the
-- statistics say about the tables.
WITH of_episode AS MATERIALIZED (
    SELECT observation_id FROM observations WHERE episode_id = :episode_id
)
SELECT p.property_id AS id, count(*) AS stored
FROM extended_properties p
JOIN of_episode o ON o.observation_id = p.observation_id
WHERE p.observation_id BETWEEN (SELECT min(observation_id) FROM of_episode) AND (SELECT max(observation_id) FROM of_episode)
GROUP BY p.property_id
ORDER BY p.property_id
