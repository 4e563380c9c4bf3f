-- Returns those of the given definitions that exist, with a session's category and a property's type, and locks them
-- against deletion in an order that all loads share: the scans follow one another as they stand here.
SELECT 'SESSIONS' AS in_table, session_id AS id, category_id AS kind
FROM (SELECT session_id, category_id FROM sessions WHERE session_id = ANY (:sessions) FOR KEY SHARE) AS s
UNION ALL
SELECT 'AGENT_TYPES', type_id, NULL
FROM (SELECT type_id FROM agent_types WHERE type_id = ANY (:agent_types) ORDER BY type_id FOR KEY SHARE) AS t
UNION ALL
SELECT 'PROPERTY_DEFINITIONS', property_id, data_type
FROM (SELECT property_id, data_type FROM property_definitions WHERE property_id = ANY (:properties) ORDER BY property_id FOR KEY SHARE) AS p
