-- Keeps the receipt beside the episode that it is about.
INSERT INTO receipts (episode_id, receipt) VALUES (:episode_id, CAST(:receipt AS json))
