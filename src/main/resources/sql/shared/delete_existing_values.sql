-- Deletes the values that the staged ones replace. The range of the episode's ids keeps the values of all other
-- episodes from being read.
DELETE FROM extended_properties
WHERE observation_id >= (SELECT min(observation_id) FROM observations WHERE episode_id = :episode_id)
  AND observation_id <= (SELECT max(observation_id) FROM observations WHERE episode_id = :episode_id)
  AND (observation_id, property_id) IN (
    SELECT o.observation_id, s.property_id COLLATE "C"
    FROM staged_values s
    JOIN observations o
      ON o.episode_id = :episode_id
     AND o.time_index = s.time_index
     AND o.agent_id = s.agent_id
     AND (s.agent_type_id IS NULL OR o.agent_type_id = s.agent_type_id COLLATE "C")
)
