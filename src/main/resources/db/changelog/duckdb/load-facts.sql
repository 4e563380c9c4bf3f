-- The facts of a load that the service needs later, as columns; earlier versions kept them in receipts only.
-- The table is recreated: DuckDB 1.5 cannot open a file again whose last changes, not yet in the file itself when the
-- process was killed, alter a table that has a default (its issues 18259 and 20543).

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
    velocity_derived BOOLEAN
);

INSERT INTO receipts
SELECT episode_id, receipt, created_at, upload_id, sha256,
       CAST(receipt ->> '$.observations' AS BIGINT),
       CAST(receipt ->> '$.extended_properties' AS BIGINT),
       receipt ->> '$.time_origin',
       coalesce(contains(CAST(receipt -> '$.derived' AS VARCHAR), 'v_x, v_y and v_z'), false)
FROM kept_receipts;

DROP TABLE kept_receipts;
