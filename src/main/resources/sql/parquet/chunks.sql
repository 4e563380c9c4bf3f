-- Returns the column chunks of a Parquet file in the order of their bytes: the rows from which a chunk starts, where its first
-- page begins, and how many bytes its pages take.
SELECT path_in_schema AS path,
       CASE WHEN dictionary_page_offset > 0 THEN least(dictionary_page_offset, data_page_offset) ELSE data_page_offset END AS start,
       total_compressed_size AS size
FROM parquet_metadata(<file>)
WHERE total_compressed_size > 0
ORDER BY start
