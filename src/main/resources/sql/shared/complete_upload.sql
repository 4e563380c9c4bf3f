-- Ends an upload together with what it stored; nobody else may have taken its id meanwhile.
UPDATE uploads
SET state = 'completed', rows_read = :rows_read, bytes_received = :bytes_received, sha256 = :sha256,
    answer = CAST(:answer AS json), ended_at = LOCALTIMESTAMP
WHERE upload_id = :upload_id AND state = 'running' AND service = :service
