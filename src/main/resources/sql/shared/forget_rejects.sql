-- Deletes the rows that loads left out some time ago.
DELETE FROM rejects WHERE created_at < CAST(now() AS timestamp) - INTERVAL '1 second' * CAST(:seconds AS bigint)
