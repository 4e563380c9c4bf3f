-- The staging table lives as long as the connection: one per load would bloat the catalog. Its shape fits any file:
-- the value of the n-th property stands at the n-th place of one of the arrays.
CREATE TEMPORARY TABLE IF NOT EXISTS staged_properties (
    time_index integer NOT NULL,
    agent_id integer NOT NULL,
    agent_type_id text COLLATE "C" NOT NULL,
    numbers double precision[],
    texts text[]
) ON COMMIT DELETE ROWS
