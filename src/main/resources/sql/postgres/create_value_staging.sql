-- The staging table of values that are added to stored observations. It lives as long as the connection.
CREATE TEMPORARY TABLE IF NOT EXISTS staged_values (
    place bigint NOT NULL,
    time_index integer NOT NULL,
    agent_id integer NOT NULL,
    agent_type_id text COLLATE "C",
    property_id text COLLATE "C" NOT NULL,
    value_float double precision,
    value_text text
) ON COMMIT DELETE ROWS
