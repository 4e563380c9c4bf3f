-- How velocities were computed; earlier versions knew one way only. The table is recreated: DuckDB 1.5 cannot open a file again
-- whose last changes, not yet in the file itself when the process was killed, alter a table that has a default.

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
    velocity VARCHAR
);

INSERT INTO receipts
SELECT episode_id, receipt, created_at, upload_id, sha256, observations, extended_properties, time_origin,
       CASE WHEN velocity_derived THEN 'forward interpolate second' END
FROM kept_receipts;

DROP TABLE kept_receipts;
