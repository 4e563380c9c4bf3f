-- Returns the receipt of the load of the given bytes into a session, if the session still has its episode. The receipts
-- of the bytes are found first, whatever the planner believes: it would go through all episodes of a session that it
-- takes for small.
WITH same AS MATERIALIZED (
    SELECT episode_id, upload_id, sha256, receipt FROM receipts WHERE sha256 = :sha256
)
SELECT r.sha256, u.bytes_received, CAST(r.receipt AS text) AS receipt
FROM same r
JOIN episodes e ON e.episode_id = r.episode_id
JOIN uploads u ON u.upload_id = r.upload_id
WHERE e.session_id = :session_id AND u.parameters = :parameters
ORDER BY r.episode_id
LIMIT 1
