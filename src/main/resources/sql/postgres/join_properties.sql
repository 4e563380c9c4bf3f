-- Finds the observation of each staged row and stores one row per value. The properties come sorted, so that the keys
-- arrive ascending. The collation is named because a lab's own tables may have another than the staging table.
INSERT INTO extended_properties (observation_id, property_id, value_float, value_text)
SELECT o.observation_id, p.property_id, s.numbers[p.place], s.texts[p.place]
FROM staged_properties s
JOIN observations o
  ON o.episode_id = :episode_id
 AND o.time_index = s.time_index
 AND o.agent_id = s.agent_id
 AND o.agent_type_id = s.agent_type_id COLLATE "C"
CROSS JOIN unnest(CAST(:property_ids AS text[]), CAST(:places AS integer[])) AS p (property_id, place)
WHERE s.numbers[p.place] IS NOT NULL OR s.texts[p.place] IS NOT NULL
