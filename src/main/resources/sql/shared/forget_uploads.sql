-- Deletes the entries of uploads that ended some time ago and left nothing that is still stored.
DELETE FROM uploads
WHERE ended_at < now() - INTERVAL '1 second' * CAST(:seconds AS bigint)
  AND (state NOT IN ('running', 'completed')
       OR (state = 'completed'
           AND NOT EXISTS (SELECT 1 FROM receipts r WHERE r.episode_id = uploads.episode_id AND r.upload_id = uploads.upload_id)
           AND NOT EXISTS (SELECT 1 FROM additions a WHERE a.episode_id = uploads.episode_id AND a.upload_id = uploads.upload_id)))
