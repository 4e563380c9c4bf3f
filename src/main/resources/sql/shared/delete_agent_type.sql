-- Deletes the definition of an agent type.
DELETE FROM agent_types WHERE type_id = :type_id
