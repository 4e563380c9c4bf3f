-- Returns the first staged rows whose key matches no observation of the episode, and the number of all of them.
SELECT s.place, s.time_index, s.agent_id, s.agent_type_id, count(*) OVER () AS total
FROM (SELECT DISTINCT place, time_index, agent_id, agent_type_id FROM staged_values) s
WHERE NOT EXISTS (
    SELECT 1
    FROM observations o
    WHERE o.episode_id = :episode_id
      AND o.time_index = s.time_index
      AND o.agent_id = s.agent_id
      AND (s.agent_type_id IS NULL OR o.agent_type_id = s.agent_type_id COLLATE "C"))
ORDER BY s.place
LIMIT :limit
