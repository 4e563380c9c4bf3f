-- The agent types that are defined.
SELECT type_id FROM agent_types
