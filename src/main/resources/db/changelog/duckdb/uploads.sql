-- The ledger: every upload with what became of it, also of those that failed or died with their service.

CREATE TABLE uploads (
    upload_id VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL,
    episode_id VARCHAR NOT NULL,
    parameters VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    service VARCHAR NOT NULL,
    rows_read BIGINT NOT NULL DEFAULT 0,
    bytes_received BIGINT NOT NULL DEFAULT 0,
    sha256 VARCHAR,
    answer VARCHAR,
    cancel_requested BOOLEAN NOT NULL DEFAULT false,
    started_at TIMESTAMP NOT NULL DEFAULT current_localtimestamp(),
    seen_at TIMESTAMP NOT NULL DEFAULT current_localtimestamp(),
    ended_at TIMESTAMP
);

ALTER TABLE receipts ADD COLUMN upload_id VARCHAR;

ALTER TABLE receipts ADD COLUMN sha256 VARCHAR;

ALTER TABLE additions ADD COLUMN upload_id VARCHAR;

-- A column that is added cannot be NOT NULL; null is what grew by property values only, before rows could be added.
ALTER TABLE additions ADD COLUMN observations_added BIGINT;

-- The rows that loads have left out, as gzip, so that they can be mended and sent again.
CREATE TABLE rejects (
    episode_id VARCHAR NOT NULL,
    upload_id VARCHAR NOT NULL,
    media_type VARCHAR NOT NULL,
    rows_rejected BIGINT NOT NULL,
    content BLOB NOT NULL,
    created_at TIMESTAMP NOT NULL DEFAULT current_localtimestamp()
);
