-- Ends the uploads that died with the process that had the file open before.
UPDATE uploads
SET state = 'failed', answer = CAST(:answer AS json), ended_at = now()
WHERE state = 'running'
