-- Writes a file with a row for each keypoint as one with a row for each animal and frame, in the same order.
COPY (
    SELECT <keys>, <values>
    FROM read_parquet(<file>, file_row_number = true)
    GROUP BY <keys>
    ORDER BY min(file_row_number)
) TO <joined> (FORMAT parquet)
