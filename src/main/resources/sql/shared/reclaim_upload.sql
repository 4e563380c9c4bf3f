-- Claims the id of an upload that has ended without leaving anything, if the upload has not changed since it was read.
-- An upload whose service died is read as failed even before the ledger says so.
UPDATE uploads
SET kind = :kind, episode_id = :episode_id, parameters = :parameters, state = 'running', attempt = :attempt,
    rows_read = 0, bytes_received = 0, sha256 = NULL, answer = NULL, cancel_requested = false,
    started_at = now(), seen_at = now(), ended_at = NULL
WHERE upload_id = :upload_id AND attempt = :seen_attempt
  AND (state = :seen_state OR (state = 'running' AND :seen_state = 'failed'))
