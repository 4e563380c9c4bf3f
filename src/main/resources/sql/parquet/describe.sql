-- Returns the columns of a Parquet file with their types.
DESCRIBE SELECT * FROM read_parquet(<file>)
