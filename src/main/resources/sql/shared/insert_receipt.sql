-- Keeps the receipt beside the episode that it is about.
INSERT INTO receipts (episode_id, upload_id, sha256, receipt)
VALUES (:episode_id, :upload_id, :sha256, CAST(:answer AS json))
