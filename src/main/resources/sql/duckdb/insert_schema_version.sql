-- Records a changeset with the digest of its text.
INSERT INTO schema_versions (change, sha256) VALUES (:change, :sha256)
