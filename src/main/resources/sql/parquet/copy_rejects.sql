-- Copies some rows of a Parquet file to another one with the same columns.
COPY (
    SELECT * EXCLUDE (file_row_number)
    FROM read_parquet(<file>, file_row_number = true)
    WHERE file_row_number IN (<numbers>)
) TO <rejects> (FORMAT parquet)
