-- Finds the observation of each staged row and stores one row per value. Only the observations of this chunk, those
-- with an id above the highest one before it, need to be looked at.
INSERT INTO extended_properties (observation_id, property_id, value_float, value_text)
SELECT o.observation_id, p.property_id, s.numbers[p.place], s.texts[p.place]
FROM staged_observations s
JOIN observations o
  ON o.episode_id = :episode_id
 AND o.observation_id > :after
 AND o.time_index = s.time_index
 AND o.agent_id = s.agent_id
 AND o.agent_type_id = s.agent_type_id
CROSS JOIN (SELECT unnest(:property_ids) AS property_id, unnest(:places) AS place) p
WHERE s.numbers[p.place] IS NOT NULL OR s.texts[p.place] IS NOT NULL
