-- Returns the changesets that were applied to this database.
SELECT id FROM databasechangelog WHERE author = 'episode-ingest'
