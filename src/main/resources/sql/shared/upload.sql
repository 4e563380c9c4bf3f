-- Returns one upload. Its rows may have been deleted or replaced since, by any program. An upload whose service died is
-- returned as failed even before the ledger says so.
SELECT l.upload_id, l.kind, l.episode_id, l.parameters, l.state, l.attempt, l.rows_read, l.bytes_received, l.sha256,
       CAST(l.answer AS text) AS answer, l.started_at, l.ended_at,
       EXISTS (SELECT 1 FROM episodes e WHERE e.episode_id = l.episode_id)
           AND (EXISTS (SELECT 1 FROM receipts r WHERE r.episode_id = l.episode_id AND r.upload_id = l.upload_id)
               OR EXISTS (SELECT 1 FROM additions a WHERE a.episode_id = l.episode_id AND a.upload_id = l.upload_id))
           AS stored,
       EXISTS (SELECT 1 FROM episodes e WHERE e.episode_id = l.episode_id) AS episode_exists
FROM (
    SELECT upload_id, kind, episode_id, parameters, attempt, rows_read, bytes_received, sha256, answer, started_at, ended_at,
           CASE
               WHEN state = 'running' AND CAST(:is_shared AS boolean)
                   AND seen_at < now() - INTERVAL '1 second' * CAST(:lease_seconds AS integer)
               THEN 'failed'
               ELSE state
           END AS state
    FROM uploads
) l
WHERE l.upload_id = :upload_id
