-- The changes of the schema that this database has seen.
SELECT id FROM databasechangelog WHERE author = 'episode-ingest'
