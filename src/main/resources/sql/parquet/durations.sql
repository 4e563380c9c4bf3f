-- Returns the columns that pandas says are durations, with their units: in the file itself they are whole numbers.
SELECT name, unit
FROM (
    SELECT json_extract_string(described, '$.name') AS name,
           regexp_extract(json_extract_string(described, '$.numpy_type'), 'timedelta64\[(\w+)\]', 1) AS unit
    FROM (
        SELECT unnest(from_json(json_extract(decode(value), '$.columns'), '["json"]')) AS described
        FROM parquet_kv_metadata(<file>)
        WHERE decode(key) = 'pandas'
    )
)
WHERE unit <> ''
