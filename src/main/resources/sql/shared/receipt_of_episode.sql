-- Returns the receipt of an episode of a session, if it was sent with the same parameters.
SELECT r.sha256, u.bytes_received, CAST(r.receipt AS text) AS receipt
FROM receipts r
JOIN episodes e ON e.episode_id = r.episode_id
JOIN uploads u ON u.upload_id = r.upload_id
WHERE r.episode_id = :episode_id AND e.session_id = :session_id AND u.parameters = :parameters
