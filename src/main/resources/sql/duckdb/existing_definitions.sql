-- Returns those of the given definitions that exist, with a session's category and a property's type.
SELECT 'SESSIONS' AS in_table, session_id AS id, category_id AS kind FROM sessions WHERE session_id = ANY (:sessions)
UNION ALL
SELECT 'AGENT_TYPES', type_id, NULL FROM agent_types WHERE type_id = ANY (:agent_types)
UNION ALL
SELECT 'PROPERTY_DEFINITIONS', property_id, data_type FROM property_definitions WHERE property_id = ANY (:properties)
