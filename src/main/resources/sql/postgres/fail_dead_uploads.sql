-- Ends the uploads whose service has been silent for a while: it was killed, or has lost the database.
UPDATE uploads
SET state = 'failed', answer = CAST(:answer AS json), ended_at = now()
WHERE state = 'running' AND seen_at < now() - make_interval(secs => :lease_seconds)
