-- The columns of the fact tables, where another program has made them.
SELECT table_name || '.' || column_name AS name
FROM duckdb_columns()
WHERE table_name IN ('observations', 'extended_properties') AND schema_name = current_schema() AND NOT internal
ORDER BY name
