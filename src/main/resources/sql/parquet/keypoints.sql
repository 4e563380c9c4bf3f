-- Returns the keypoints of a file with a row for each of them, in the order of the file.
SELECT <keypoint> AS keypoint
FROM read_parquet(<file>, file_row_number = true)
GROUP BY <keypoint>
ORDER BY min(file_row_number)
