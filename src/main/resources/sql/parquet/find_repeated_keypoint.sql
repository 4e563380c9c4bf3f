-- Returns a keypoint that an animal has twice in a frame, if there is one.
SELECT <keypoint> AS keypoint
FROM read_parquet(<file>)
GROUP BY <keypoint>, <keys>
HAVING count(*) > 1
LIMIT 1
