-- Which of these agent types are defined.
SELECT type_id AS id, NULL AS kind FROM agent_types WHERE type_id = ANY (:ids) ORDER BY type_id
