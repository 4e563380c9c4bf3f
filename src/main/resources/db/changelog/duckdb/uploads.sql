-- The ledger: every upload with what became of it, also of those that failed or died with their service.

CREATE TABLE uploads (
    upload_id VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL,
    episode_id VARCHAR NOT NULL,
    parameters VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    attempt VARCHAR NOT NULL,
    rows_read BIGINT NOT NULL DEFAULT 0,
    bytes_received BIGINT NOT NULL DEFAULT 0,
    sha256 VARCHAR,
    answer VARCHAR,
    cancel_requested BOOLEAN NOT NULL DEFAULT false,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    seen_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    ended_at TIMESTAMPTZ
);

-- Receipts and additions get columns by being made anew: DuckDB 1.5 cannot open a file again whose last changes, not yet
-- in the file itself when the process was killed, alter a table that has a default (its issues 18259 and 20543).
CREATE TABLE kept_receipts AS SELECT * FROM receipts;

DROP TABLE receipts;

CREATE TABLE receipts (
    episode_id VARCHAR PRIMARY KEY,
    receipt JSON NOT NULL,
    created_at TIMESTAMP NOT NULL DEFAULT current_localtimestamp(),
    upload_id VARCHAR,
    sha256 VARCHAR
);

INSERT INTO receipts BY NAME SELECT * FROM kept_receipts;

DROP TABLE kept_receipts;

CREATE TABLE kept_additions AS SELECT * FROM additions;

DROP TABLE additions;

CREATE TABLE additions (
    episode_id VARCHAR NOT NULL,
    observations_added BIGINT NOT NULL DEFAULT 0,
    values_added BIGINT NOT NULL,
    receipt JSON NOT NULL,
    created_at TIMESTAMP NOT NULL DEFAULT current_localtimestamp(),
    upload_id VARCHAR
);

INSERT INTO additions BY NAME SELECT * FROM kept_additions;

DROP TABLE kept_additions;

-- The rows that loads have left out, as gzip, so that they can be mended and sent again.
CREATE TABLE rejects (
    episode_id VARCHAR NOT NULL,
    upload_id VARCHAR NOT NULL,
    media_type VARCHAR NOT NULL,
    rows_rejected BIGINT NOT NULL,
    content BLOB NOT NULL,
    created_at TIMESTAMP NOT NULL DEFAULT current_localtimestamp()
);
