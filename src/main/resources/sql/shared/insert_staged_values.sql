-- Finds the observation of each staged value and stores the value, in ascending order of the keys.
INSERT INTO extended_properties (observation_id, property_id, value_float, value_text)
SELECT o.observation_id, s.property_id, s.value_float, s.value_text
FROM staged_values s
JOIN observations o
  ON o.episode_id = :episode_id
 AND o.time_index = s.time_index
 AND o.agent_id = s.agent_id
 AND (s.agent_type_id IS NULL OR o.agent_type_id = s.agent_type_id COLLATE "C")
ORDER BY o.observation_id, s.property_id
