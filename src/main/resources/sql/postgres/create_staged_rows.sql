-- Creates the staging table of property values: a row per record, with an element per property in both arrays. It lives
-- as long as the connection and is empty at the start of each transaction.
CREATE TEMPORARY TABLE IF NOT EXISTS staged_rows (
    place bigint NOT NULL,
    time_index integer NOT NULL,
    agent_id integer NOT NULL,
    agent_type_id text COLLATE "C",
    numbers double precision[],
    texts text[]
) ON COMMIT DELETE ROWS
