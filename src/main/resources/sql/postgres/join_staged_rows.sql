-- Finds the observation of each staged record, then stores a row per value in ascending order of the keys. Records are
-- joined before their arrays are taken apart: for an episode with nine properties, the join then sees a ninth of the
-- rows. The arrays are taken apart side by side in the select list, which is faster than a function in FROM.
INSERT INTO extended_properties (observation_id, property_id, value_float, value_text)
SELECT observation_id, property_id, value_float, value_text
FROM (
    SELECT observation_id,
           unnest(CAST(:property_ids AS text[])) AS property_id,
           unnest(numbers) AS value_float,
           unnest(texts) AS value_text
    FROM (
        SELECT o.observation_id, s.numbers, s.texts
        FROM staged_rows s
        JOIN observations o
          ON o.episode_id = :episode_id
         AND o.time_index = s.time_index
         AND o.agent_id = s.agent_id
         AND o.agent_type_id = s.agent_type_id COLLATE "C"
        ORDER BY o.observation_id
    ) AS joined
) AS taken_apart
WHERE value_float IS NOT NULL OR value_text IS NOT NULL
