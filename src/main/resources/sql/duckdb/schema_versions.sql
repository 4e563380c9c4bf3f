-- Returns the changesets that were applied to this database.
SELECT change, sha256 FROM schema_versions
