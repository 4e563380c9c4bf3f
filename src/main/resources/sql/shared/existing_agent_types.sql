-- Returns those of the given agent types that are defined.
SELECT type_id FROM agent_types WHERE type_id = ANY (:type_ids)
