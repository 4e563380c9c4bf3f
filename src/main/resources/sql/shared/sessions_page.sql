-- Returns a page of sessions in the order of their ids, after the last id of the previous page.
SELECT session_id, session_name, category_id, created_at, CAST(config AS text) AS config, CAST(metadata AS text) AS metadata
FROM sessions
WHERE CAST(:after AS text) IS NULL OR session_id > :after
ORDER BY session_id
LIMIT :limit
