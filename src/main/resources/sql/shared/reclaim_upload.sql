-- Claims the id of an upload that has ended without leaving anything, if it is still as it was seen.
UPDATE uploads
SET kind = :kind, episode_id = :episode_id, parameters = :parameters, state = 'running', service = :service,
    rows_read = 0, bytes_received = 0, sha256 = NULL, answer = NULL, cancel_requested = false,
    started_at = LOCALTIMESTAMP, seen_at = LOCALTIMESTAMP, ended_at = NULL
WHERE upload_id = :upload_id AND state = :seen_state AND started_at = :seen_started_at
