-- Asks whichever service receives the upload to stop.
UPDATE uploads SET cancel_requested = true WHERE upload_id = :upload_id AND state = 'running'
