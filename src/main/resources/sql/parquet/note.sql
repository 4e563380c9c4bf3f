-- Returns the note of a file that the service has exported.
SELECT decode(value) AS note FROM parquet_kv_metadata(<file>) WHERE decode(key) = 'episode-ingest'
