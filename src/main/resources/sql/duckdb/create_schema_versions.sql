-- Creates the table that records the changesets applied to this database.
CREATE TABLE IF NOT EXISTS schema_versions (
    change VARCHAR PRIMARY KEY,
    sha256 VARCHAR NOT NULL,
    applied_at TIMESTAMP NOT NULL DEFAULT current_localtimestamp()
)
