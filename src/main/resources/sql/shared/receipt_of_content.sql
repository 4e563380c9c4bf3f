-- Returns the receipt of the same bytes, sent with the same parameters, if a session holds them.
SELECT r.sha256, u.bytes_received, CAST(r.receipt AS text) AS receipt
FROM receipts r
JOIN episodes e ON e.episode_id = r.episode_id
JOIN uploads u ON u.upload_id = r.upload_id
WHERE e.session_id = :session_id AND r.sha256 = :sha256 AND u.parameters = :parameters
ORDER BY r.episode_id
LIMIT 1
