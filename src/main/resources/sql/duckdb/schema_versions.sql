-- The changes that this database has seen.
SELECT change, sha256 FROM schema_versions
