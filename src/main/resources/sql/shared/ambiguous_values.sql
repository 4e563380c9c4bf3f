-- Returns the first staged row without an agent type whose key matches observations of several types, if there is one.
SELECT s.place, s.time_index, s.agent_id, min(o.agent_type_id) AS one_type, max(o.agent_type_id) AS other_type
FROM staged_values s
JOIN observations o
  ON o.episode_id = :episode_id
 AND o.time_index = s.time_index
 AND o.agent_id = s.agent_id
WHERE s.agent_type_id IS NULL
GROUP BY s.place, s.time_index, s.agent_id
HAVING count(DISTINCT o.agent_type_id) > 1
ORDER BY s.place
LIMIT 1
