-- Returns the staged values with the full keys of their observations.
SELECT o.time_index, o.agent_id, o.agent_type_id, s.property_id, s.value_float, s.value_text
FROM staged_values s
JOIN observations o
  ON o.episode_id = :episode_id
 AND o.time_index = s.time_index
 AND o.agent_id = s.agent_id
 AND (s.agent_type_id IS NULL OR o.agent_type_id = s.agent_type_id COLLATE "C")
