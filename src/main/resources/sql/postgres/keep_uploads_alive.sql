-- Notes how far this service's uploads are, which also says that it lives, and gives back which of them shall stop.
UPDATE uploads u
SET seen_at = LOCALTIMESTAMP, rows_read = p.rows_read, bytes_received = p.bytes_received
FROM unnest(CAST(:upload_ids AS text[]), CAST(:rows_read AS bigint[]), CAST(:bytes_received AS bigint[]))
    AS p (upload_id, rows_read, bytes_received)
WHERE u.upload_id = p.upload_id AND u.state = 'running' AND u.service = :service
RETURNING u.upload_id, u.cancel_requested
