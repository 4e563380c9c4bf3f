-- Returns the number of agents of an episode, counted per type.
SELECT count(*) AS agents
FROM (
    SELECT DISTINCT agent_type_id, agent_id
    FROM observations
    WHERE episode_id = :episode_id
      AND (CAST(:agent_type_id AS text) IS NULL OR agent_type_id = :agent_type_id)
) agents
