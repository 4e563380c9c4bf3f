-- Mean, median and 95th percentile of the speed of each agent type, over windows of frames.
-- :episode_id; :frames_per_window (frames, at least 1). A window is named by its first frame, a multiple of that.
-- Speeds in the units of the stored velocities; seconds since frame 0. Observations without velocity are left out.
SELECT s.first_frame,
       s.first_frame / NULLIF(e.frame_rate, 0) AS seconds,
       s.agent_type_id,
       count(*) AS observations,
       avg(s.speed) AS mean_speed,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY s.speed) AS median_speed,
       percentile_cont(0.95) WITHIN GROUP (ORDER BY s.speed) AS p95_speed
FROM (
    SELECT o.episode_id,
           o.time_index - o.time_index % CAST(:frames_per_window AS integer) AS first_frame,
           o.agent_type_id,
           sqrt(o.v_x * o.v_x + o.v_y * o.v_y + COALESCE(o.v_z * o.v_z, 0)) AS speed
    FROM observations o
    WHERE o.episode_id = :episode_id AND o.v_x IS NOT NULL AND o.v_y IS NOT NULL
) s
JOIN episodes e ON e.episode_id = s.episode_id
GROUP BY s.first_frame, e.frame_rate, s.agent_type_id
ORDER BY s.first_frame, s.agent_type_id
