-- Returns what loads need and the database does not have: tables, and the unique keys by which rows are found or claimed.
SELECT 'table ' || wanted AS missing
FROM unnest(ARRAY['categories', 'sessions', 'episodes', 'agent_types', 'property_definitions', 'observations',
                  'extended_properties', 'receipts', 'agent_labels', 'additions', 'rejects', 'uploads', 'saved_mappings']) AS wanted
WHERE to_regclass(wanted) IS NULL
UNION ALL
SELECT 'key of ' || of_table || ' on ' || of_column
FROM (VALUES
    ('categories', 'category_id'), ('sessions', 'session_id'), ('episodes', 'episode_id'), ('agent_types', 'type_id'),
    ('property_definitions', 'property_id'), ('receipts', 'episode_id'), ('uploads', 'upload_id'),
    ('saved_mappings', 'mapping_name')
) AS wanted (of_table, of_column)
WHERE to_regclass(of_table) IS NOT NULL AND NOT EXISTS (
    SELECT 1
    FROM pg_index i
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
    WHERE i.indrelid = to_regclass(of_table) AND i.indisunique AND i.indnkeyatts = 1 AND i.indpred IS NULL
      AND a.attname = of_column
)
