-- Writes rows to a Parquet file.
COPY (SELECT <columns> FROM (<rows>) r) TO <file> (FORMAT parquet, KV_METADATA {<metadata>})
