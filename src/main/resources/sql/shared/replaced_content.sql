-- Returns the values that the staged ones replace, with the full keys of their observations. The range of the episode's ids keeps
-- the values of all other episodes from being read.
WITH of_episode AS MATERIALIZED (
    SELECT observation_id, time_index, agent_id, agent_type_id FROM observations WHERE episode_id = :episode_id
)
SELECT o.time_index, o.agent_id, o.agent_type_id, p.property_id, p.value_float, p.value_text
FROM staged_values s
JOIN of_episode o
  ON o.time_index = s.time_index
 AND o.agent_id = s.agent_id
 AND (s.agent_type_id IS NULL OR o.agent_type_id = s.agent_type_id COLLATE "C")
JOIN extended_properties p ON p.observation_id = o.observation_id AND p.property_id = s.property_id COLLATE "C"
WHERE p.observation_id BETWEEN (SELECT min(observation_id) FROM of_episode) AND (SELECT max(observation_id) FROM of_episode)
