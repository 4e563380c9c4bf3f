-- Keeps the receipt of what was added to an episode, and by how many its values grew.
INSERT INTO additions (episode_id, upload_id, values_added, receipt)
VALUES (:episode_id, :upload_id, :values_added, CAST(:answer AS json))
