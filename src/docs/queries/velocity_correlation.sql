-- How alike each two agents of a type move: the mean cosine between their velocities, 1 if parallel and -1 if opposite,
-- and Pearson's correlation of each component over the frames that have both, NULL where one of the two is constant.
-- :episode_id; :agent_type_id; :from_frame, :to_frame (frames, both included). Velocities of length zero are left out.
SELECT p.agent_a, p.agent_b,
       count(*) AS frames,
       avg(p.dot_product / (p.speed_a * p.speed_b)) AS mean_cosine,
       NULLIF(corr(p.a_x, p.b_x), CAST('NaN' AS double precision)) AS v_x_correlation,
       NULLIF(corr(p.a_y, p.b_y), CAST('NaN' AS double precision)) AS v_y_correlation,
       NULLIF(corr(p.a_z, p.b_z), CAST('NaN' AS double precision)) AS v_z_correlation
FROM (
    SELECT a.agent_id AS agent_a, b.agent_id AS agent_b,
           a.v_x AS a_x, a.v_y AS a_y, a.v_z AS a_z, b.v_x AS b_x, b.v_y AS b_y, b.v_z AS b_z,
           a.v_x * b.v_x + a.v_y * b.v_y + COALESCE(a.v_z * b.v_z, 0) AS dot_product,
           sqrt(a.v_x * a.v_x + a.v_y * a.v_y + COALESCE(a.v_z * a.v_z, 0)) AS speed_a,
           sqrt(b.v_x * b.v_x + b.v_y * b.v_y + COALESCE(b.v_z * b.v_z, 0)) AS speed_b
    FROM observations a
    JOIN observations b
      ON b.episode_id = a.episode_id AND b.time_index = a.time_index
     AND b.agent_id > a.agent_id AND b.agent_type_id = a.agent_type_id
    WHERE a.episode_id = :episode_id
      AND a.time_index BETWEEN :from_frame AND :to_frame
      AND a.agent_type_id = :agent_type_id
) p
WHERE p.speed_a > 0 AND p.speed_b > 0
GROUP BY p.agent_a, p.agent_b
ORDER BY p.agent_a, p.agent_b
