-- Finds the observation of each staged record, then stores a row per value in ascending order of the keys. Records are
-- joined before their arrays are taken apart: for an episode with nine properties, the join then sees a ninth of the
-- rows.
INSERT INTO extended_properties (observation_id, property_id, value_float, value_text)
SELECT r.observation_id, v.property_id, v.value_float, v.value_text
FROM (
    SELECT o.observation_id, s.numbers, s.texts
    FROM staged_rows s
    JOIN observations o
      ON o.episode_id = :episode_id
     AND o.time_index = s.time_index
     AND o.agent_id = s.agent_id
     AND o.agent_type_id = s.agent_type_id COLLATE "C"
    ORDER BY o.observation_id
) r
CROSS JOIN LATERAL unnest(CAST(:property_ids AS text[]), r.numbers, r.texts) AS v (property_id, value_float, value_text)
WHERE v.value_float IS NOT NULL OR v.value_text IS NOT NULL
