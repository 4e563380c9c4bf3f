-- The digest of what each load stored; null for loads of earlier versions. The tables are recreated: DuckDB 1.5 cannot open a file
-- again whose last changes, not yet in the file itself when the process was killed, alter a table that has a default.

CREATE TABLE kept_receipts AS SELECT * FROM receipts;

DROP TABLE receipts;

CREATE TABLE receipts (
    episode_id VARCHAR PRIMARY KEY,
    receipt JSON NOT NULL,
    created_at TIMESTAMP NOT NULL DEFAULT current_localtimestamp(),
    upload_id VARCHAR,
    sha256 VARCHAR,
    observations BIGINT,
    extended_properties BIGINT,
    time_origin VARCHAR,
    velocity VARCHAR,
    content BIGINT
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
    upload_id VARCHAR,
    content BIGINT
);

INSERT INTO additions BY NAME SELECT * FROM kept_additions;

DROP TABLE kept_additions;
