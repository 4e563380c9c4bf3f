-- Returns the rows that a load of an episode left out: of the given upload, or of the last one that left rows out. They
-- are text, since the drivers of the databases do not agree on how bytes are read.
SELECT media_type, rows_rejected, to_base64(content) AS content_base64
FROM rejects
WHERE episode_id = :episode_id AND (CAST(:upload_id AS text) IS NULL OR upload_id = CAST(:upload_id AS text))
ORDER BY created_at DESC
LIMIT 1
