-- Records the progress of this service's uploads, which also reports them as alive, and returns which of them are to be
-- cancelled. An upload that is being committed is locked and skipped: it needs no sign of life, and the others must not
-- wait for it.
UPDATE uploads u
SET seen_at = now(), rows_read = free.rows_read, bytes_received = free.bytes_received
FROM (
    SELECT l.upload_id, p.rows_read, p.bytes_received
    FROM unnest(CAST(:attempts AS text[]), CAST(:upload_ids AS text[]), CAST(:rows_read AS bigint[]),
                CAST(:bytes_received AS bigint[])) AS p (attempt, upload_id, rows_read, bytes_received)
    JOIN uploads l ON l.upload_id = p.upload_id AND l.attempt = p.attempt AND l.state = 'running'
    FOR UPDATE OF l SKIP LOCKED
) AS free
WHERE u.upload_id = free.upload_id
RETURNING u.upload_id, u.cancel_requested
