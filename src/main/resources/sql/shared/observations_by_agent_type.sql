-- Counts the stored observations of an episode by agent type.
SELECT agent_type_id AS id, count(*) AS stored
FROM observations
WHERE episode_id = :episode_id
GROUP BY agent_type_id
ORDER BY agent_type_id
