-- Returns all rows of a Parquet file.
SELECT <cells> FROM read_parquet(<file>)
