-- Returns the staged properties that observations have already, each with its first row and the number of values. The
-- range of the episode's ids keeps the values of all other episodes from being read.
WITH of_episode AS MATERIALIZED (
    SELECT observation_id, time_index, agent_id, agent_type_id FROM observations WHERE episode_id = :episode_id
)
SELECT s.property_id, min(s.place) AS place, count(*) AS stored
FROM staged_values s
JOIN of_episode o
  ON o.time_index = s.time_index
 AND o.agent_id = s.agent_id
 AND (s.agent_type_id IS NULL OR o.agent_type_id = s.agent_type_id COLLATE "C")
JOIN extended_properties p ON p.observation_id = o.observation_id AND p.property_id = s.property_id COLLATE "C"
WHERE p.observation_id BETWEEN (SELECT min(observation_id) FROM of_episode) AND (SELECT max(observation_id) FROM of_episode)
GROUP BY s.property_id
ORDER BY s.property_id
