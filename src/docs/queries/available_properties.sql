-- The properties that an episode has values of: names, types, units, how many values, and the range of the numeric ones.
-- :episode_id.
-- MATERIALIZED and OFFSET 0 hold PostgreSQL to the primary keys, also before the tables have statistics.
WITH episode_observations AS MATERIALIZED (
    SELECT o.observation_id FROM observations o WHERE o.episode_id = :episode_id
),
present AS (
    SELECT p.property_id, count(*) AS value_count, min(p.value_float) AS min_value, max(p.value_float) AS max_value
    FROM episode_observations o
    CROSS JOIN LATERAL (
        SELECT e.property_id, e.value_float
        FROM extended_properties e
        WHERE e.observation_id = o.observation_id
        OFFSET 0
    ) p
    GROUP BY p.property_id
)
SELECT v.property_id, d.property_name, d.data_type, d.unit, v.value_count, v.min_value, v.max_value
FROM present v
JOIN property_definitions d ON d.property_id = v.property_id
ORDER BY v.property_id
