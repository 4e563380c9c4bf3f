-- Returns the columns of a Parquet file with their types, as DuckDB names them.
DESCRIBE SELECT * FROM read_parquet(<file>)
