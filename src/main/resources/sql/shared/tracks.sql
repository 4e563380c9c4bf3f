-- Returns the positions of an episode, agent by agent in the order of time, each with the number of its agent's positions.
SELECT agent_type_id, agent_id, time_index, x, y, z,
       count(*) OVER (PARTITION BY agent_type_id, agent_id) AS observations
FROM observations
WHERE episode_id = :episode_id
  AND (CAST(:agent_type_id AS text) IS NULL OR agent_type_id = :agent_type_id)
ORDER BY agent_type_id, agent_id, time_index
