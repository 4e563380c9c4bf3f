-- Returns the staged properties that observations have already, each with its first row and the number of values. The
-- range of the episode's ids keeps the values of all other episodes from being read.
SELECT s.property_id, min(s.place) AS place, count(*) AS stored
FROM staged_values s
JOIN observations o
  ON o.episode_id = :episode_id
 AND o.time_index = s.time_index
 AND o.agent_id = s.agent_id
 AND (s.agent_type_id IS NULL OR o.agent_type_id = s.agent_type_id COLLATE "C")
JOIN extended_properties p ON p.observation_id = o.observation_id AND p.property_id = s.property_id COLLATE "C"
WHERE p.observation_id >= (SELECT min(observation_id) FROM observations WHERE episode_id = :episode_id)
  AND p.observation_id <= (SELECT max(observation_id) FROM observations WHERE episode_id = :episode_id)
GROUP BY s.property_id
ORDER BY s.property_id
