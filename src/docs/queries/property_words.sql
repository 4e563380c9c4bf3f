-- The most frequent texts of one property of an episode, such as the classes of detections.
-- :episode_id; :property_id; :limit (rows).
-- MATERIALIZED and OFFSET 0 hold PostgreSQL to the primary keys, also before the tables have statistics.
WITH episode_observations AS MATERIALIZED (
    SELECT o.observation_id FROM observations o WHERE o.episode_id = :episode_id
)
SELECT p.value_text, count(*) AS value_count
FROM episode_observations o
CROSS JOIN LATERAL (
    SELECT e.value_text
    FROM extended_properties e
    WHERE e.observation_id = o.observation_id AND e.property_id = :property_id AND e.value_text IS NOT NULL
    OFFSET 0
) p
GROUP BY p.value_text
ORDER BY value_count DESC, p.value_text COLLATE "C"
LIMIT :limit
