-- Stores the receipt and the facts of the load that created an episode.
INSERT INTO receipts (episode_id, upload_id, sha256, observations, extended_properties, time_origin, velocity, content, receipt)
VALUES (:episode_id, :upload_id, :sha256, :observations, :extended_properties, :time_origin, :velocity, :content, CAST(:answer AS json))
