-- Stores the labels of an episode's agents.
INSERT INTO agent_labels (episode_id, agent_type_id, agent_id, label)
SELECT :episode_id, label.agent_type_id, label.agent_id, label.label
FROM (
    SELECT unnest(CAST(:agent_type_ids AS text[])) AS agent_type_id,
           unnest(CAST(:agent_ids AS integer[])) AS agent_id,
           unnest(CAST(:labels AS text[])) AS label
) label
