-- Returns a page of sessions in the order of their ids, after the last id of the previous page. It ends early if their
-- documents are long.
SELECT session_id, session_name, category_id, created_at, config, metadata, found
FROM (
    SELECT session_id, session_name, category_id, created_at, config, metadata,
           count(*) OVER () AS found,
           sum(coalesce(length(config), 0) + coalesce(length(metadata), 0))
               OVER (ORDER BY session_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS chars_before
    FROM (
        SELECT session_id, session_name, category_id, created_at, CAST(config AS text) AS config, CAST(metadata AS text) AS metadata
        FROM sessions
        WHERE CAST(:after AS text) IS NULL OR session_id > :after
        ORDER BY session_id
        LIMIT :limit
    ) AS p
) AS s
WHERE coalesce(chars_before, 0) < :full_chars
ORDER BY session_id
