-- Returns those of the given agent types that are defined.
SELECT type_id AS id, NULL AS kind FROM agent_types WHERE type_id = ANY (:ids) ORDER BY type_id
