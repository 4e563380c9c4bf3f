-- Stores the receipt of an addition to an episode, and by how much the episode grew.
INSERT INTO additions (episode_id, upload_id, observations_added, values_added, content, receipt)
VALUES (:episode_id, :upload_id, :observations_added, :values_added, :content, CAST(:answer AS json))
