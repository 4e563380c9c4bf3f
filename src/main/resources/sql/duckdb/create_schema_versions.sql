-- Where the changes that this database has seen are written down.
CREATE TABLE IF NOT EXISTS schema_versions (
    change VARCHAR PRIMARY KEY,
    sha256 VARCHAR NOT NULL,
    applied_at TIMESTAMP NOT NULL DEFAULT current_localtimestamp()
)
