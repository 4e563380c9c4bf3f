-- Returns the agent type that is about to be deleted.
SELECT type_id FROM agent_types WHERE type_id = :type_id
