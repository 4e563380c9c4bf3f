-- The distribution of one numeric property of an episode: equal bins from its least value to its greatest, empty ones too.
-- :episode_id; :property_id; :bins (how many, at least 1).
-- Edges in the property's unit; the last bin holds its upper edge too. Infinite values are left out.
-- MATERIALIZED and OFFSET 0 hold PostgreSQL to the primary keys, also before the tables have statistics.
WITH episode_observations AS MATERIALIZED (
    SELECT o.observation_id FROM observations o WHERE o.episode_id = :episode_id
),
episode_values AS MATERIALIZED (
    SELECT p.value_float
    FROM episode_observations o
    CROSS JOIN LATERAL (
        SELECT e.value_float
        FROM extended_properties e
        WHERE e.observation_id = o.observation_id
          AND e.property_id = :property_id
          AND abs(e.value_float) < CAST('Infinity' AS double precision)
        OFFSET 0
    ) p
),
extent AS (
    SELECT min(v.value_float) AS min_value, max(v.value_float) AS max_value FROM episode_values v
),
filled AS (
    SELECT LEAST(
               COALESCE(floor((v.value_float - e.min_value) / NULLIF(e.max_value - e.min_value, 0) * CAST(:bins AS integer)), 0),
               CAST(:bins AS integer) - 1) AS bin,
           count(*) AS value_count
    FROM episode_values v
    CROSS JOIN extent e
    GROUP BY 1
)
SELECT b.bin,
       e.min_value + b.bin * (e.max_value - e.min_value) / CAST(:bins AS integer) AS from_value,
       e.min_value + (b.bin + 1) * (e.max_value - e.min_value) / CAST(:bins AS integer) AS to_value,
       COALESCE(f.value_count, 0) AS value_count
FROM generate_series(0, CAST(:bins AS integer) - 1) AS b (bin)
CROSS JOIN extent e
LEFT JOIN filled f ON f.bin = b.bin
WHERE e.min_value IS NOT NULL
ORDER BY b.bin
