-- One upload. What it stored may have been deleted or replaced since, by whatever program.
SELECT u.upload_id, u.kind, u.episode_id, u.parameters, u.state, u.attempt, u.rows_read, u.bytes_received, u.sha256,
       CAST(u.answer AS text) AS answer, u.started_at, u.ended_at,
       EXISTS (SELECT 1 FROM receipts r WHERE r.episode_id = u.episode_id AND r.upload_id = u.upload_id)
           OR EXISTS (SELECT 1 FROM additions a WHERE a.episode_id = u.episode_id AND a.upload_id = u.upload_id)
           AS stored,
       EXISTS (SELECT 1 FROM episodes e WHERE e.episode_id = u.episode_id) AS episode_exists
FROM uploads u
WHERE u.upload_id = :upload_id
