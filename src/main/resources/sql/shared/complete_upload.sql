-- Ends an upload together with what it stored, unless it was given up or its id was claimed again in the meantime.
UPDATE uploads
SET state = 'completed', rows_read = :rows_read, bytes_received = :bytes_received, sha256 = :sha256,
    answer = CAST(:answer AS json), ended_at = now()
WHERE upload_id = :upload_id AND state = 'running' AND attempt = :attempt
