-- Asks the service that receives the upload to cancel it.
UPDATE uploads SET cancel_requested = true WHERE upload_id = :upload_id AND state = 'running'
