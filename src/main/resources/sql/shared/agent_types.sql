-- Returns the agent types that are defined: all, or the one with the given id.
SELECT type_id, type_name, description
FROM agent_types
WHERE CAST(:type_id AS text) IS NULL OR type_id = :type_id
ORDER BY type_id
