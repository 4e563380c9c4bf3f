-- Returns the properties that are defined, with their types, and the agent types.
SELECT true AS is_property, property_id AS id, data_type FROM property_definitions
UNION ALL
SELECT false, type_id, NULL FROM agent_types
