-- Defines an agent type, or changes the given columns of one that exists.
INSERT INTO agent_types (type_id, type_name, description)
VALUES (:type_id, coalesce(CAST(:type_name AS text), :type_id), :description)
ON CONFLICT (type_id) DO UPDATE
SET type_name = coalesce(CAST(:type_name AS text), agent_types.type_name),
    description = coalesce(excluded.description, agent_types.description)
