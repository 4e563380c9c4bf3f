-- Returns the columns of the given tables, by which a file of another program is recognised.
SELECT table_name || '.' || column_name AS name
FROM duckdb_columns()
WHERE table_name = ANY (:tables) AND schema_name = current_schema() AND NOT internal
ORDER BY name
