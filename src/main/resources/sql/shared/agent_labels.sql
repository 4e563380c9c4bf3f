-- Returns the agents of an episode whose ids are labels.
SELECT agent_type_id, agent_id, label FROM agent_labels WHERE episode_id = :episode_id ORDER BY agent_type_id, agent_id
