-- One numeric property of an episode over windows of frames: how many values, their mean, their 10th, 50th and 90th percentile.
-- :episode_id; :property_id; :frames_per_window (frames, at least 1). A window is named by its first frame, a multiple of that.
-- Values in the property's unit; seconds since frame 0. Windows without a value have no row.
-- MATERIALIZED and OFFSET 0 hold PostgreSQL to the primary keys, also before the tables have statistics.
WITH episode_observations AS MATERIALIZED (
    SELECT o.observation_id, o.time_index FROM observations o WHERE o.episode_id = :episode_id
),
windowed_values AS (
    SELECT o.time_index - o.time_index % CAST(:frames_per_window AS integer) AS first_frame, p.value_float
    FROM episode_observations o
    CROSS JOIN LATERAL (
        SELECT e.value_float
        FROM extended_properties e
        WHERE e.observation_id = o.observation_id AND e.property_id = :property_id AND e.value_float IS NOT NULL
        OFFSET 0
    ) p
)
SELECT w.first_frame,
       w.first_frame / NULLIF(e.frame_rate, 0) AS seconds,
       count(*) AS value_count,
       avg(w.value_float) AS mean,
       percentile_cont(0.1) WITHIN GROUP (ORDER BY w.value_float) AS p10,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY w.value_float) AS p50,
       percentile_cont(0.9) WITHIN GROUP (ORDER BY w.value_float) AS p90
FROM windowed_values w
JOIN episodes e ON e.episode_id = :episode_id
GROUP BY w.first_frame, e.frame_rate
ORDER BY w.first_frame
