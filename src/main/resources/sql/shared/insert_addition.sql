-- Keeps the receipt of what was added to an episode, and by how many its values grew.
INSERT INTO additions (episode_id, values_added, receipt) VALUES (:episode_id, :values_added, CAST(:receipt AS json))
