-- Returns a page of uploads in the order of their ids. It ends early if their answers are long. An upload whose service
-- died is returned as failed even before the ledger says so.
SELECT p.upload_id, p.kind, p.episode_id, p.parameters, p.state, p.attempt, p.rows_read, p.bytes_received, p.sha256,
       p.answer, p.started_at, p.ended_at, p.found,
       EXISTS (SELECT 1 FROM episodes e WHERE e.episode_id = p.episode_id)
           AND (EXISTS (SELECT 1 FROM receipts r WHERE r.episode_id = p.episode_id AND r.upload_id = p.upload_id)
               OR EXISTS (SELECT 1 FROM additions a WHERE a.episode_id = p.episode_id AND a.upload_id = p.upload_id))
           AS stored,
       EXISTS (SELECT 1 FROM episodes e WHERE e.episode_id = p.episode_id) AS episode_exists
FROM (
    SELECT u.upload_id, u.kind, u.episode_id, u.parameters, u.state, u.attempt, u.rows_read, u.bytes_received, u.sha256,
           u.answer, u.started_at, u.ended_at,
           count(*) OVER () AS found,
           sum(coalesce(length(u.answer), 0))
               OVER (ORDER BY u.upload_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS chars_before
    FROM (
        SELECT l.upload_id, l.kind, l.episode_id, l.parameters, l.state, l.attempt, l.rows_read, l.bytes_received, l.sha256,
               CAST(l.answer AS text) AS answer, l.started_at, l.ended_at
        FROM (
            SELECT upload_id, kind, episode_id, parameters, attempt, rows_read, bytes_received, sha256, answer, started_at, ended_at,
                   CASE
                       WHEN state = 'running' AND CAST(:is_shared AS boolean)
                           AND seen_at < now() - INTERVAL '1 second' * CAST(:lease_seconds AS integer)
                       THEN 'failed'
                       ELSE state
                   END AS state
            FROM uploads
        ) AS l
        WHERE (CAST(:state AS text) IS NULL OR l.state = CAST(:state AS text))
          AND (CAST(:after AS text) IS NULL OR l.upload_id > CAST(:after AS text))
        ORDER BY l.upload_id
        LIMIT :limit
    ) AS u
) AS p
WHERE coalesce(p.chars_before, 0) < :full_chars
ORDER BY p.upload_id
