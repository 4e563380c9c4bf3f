-- Returns the elements of a Parquet file's schema in order, each with the number of its children: the names as the file gives
-- them, since DuckDB renames a column whose name another one has, also in another case.
SELECT name, coalesce(num_children, 0) AS children FROM parquet_schema(<file>)
