-- Ends an upload that stored nothing.
UPDATE uploads
SET state = :state, rows_read = :rows_read, bytes_received = :bytes_received, answer = CAST(:answer AS json),
    ended_at = now()
WHERE upload_id = :upload_id AND state = 'running' AND attempt = :attempt
