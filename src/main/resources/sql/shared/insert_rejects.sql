-- Stores the rows that a load left out, compressed.
INSERT INTO rejects (episode_id, upload_id, media_type, rows_rejected, content)
VALUES (:episode_id, :upload_id, :media_type, :rows_rejected, :content)
