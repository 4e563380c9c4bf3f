-- Counts the selected observations of an episode and those of their columns that may be empty, and returns the range of their ids.
SELECT count(*) AS observations,
       coalesce(min(o.observation_id), 0) AS first_id,
       coalesce(max(o.observation_id), -1) AS last_id,
       count(l.label) AS label,
       count(*) FILTER (WHERE lower(o.agent_type_id) IN ('nan', 'null', 'none', 'na')) AS doubtful_types,
       count(o.z) AS z,
       count(o.v_x) AS v_x,
       count(o.v_y) AS v_y,
       count(o.v_z) AS v_z
FROM observations o
LEFT JOIN agent_labels l
       ON l.episode_id = o.episode_id AND l.agent_type_id = o.agent_type_id AND l.agent_id = o.agent_id
WHERE o.episode_id = :episode_id AND <selected>
