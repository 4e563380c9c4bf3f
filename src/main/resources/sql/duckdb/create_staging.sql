-- An empty staging table of this connection: a chunk of observations, each with its property values as arrays in which
-- the n-th place is that of the n-th property.
CREATE OR REPLACE TEMPORARY TABLE staged_observations (
    time_index INTEGER NOT NULL,
    agent_id INTEGER NOT NULL,
    agent_type_id VARCHAR NOT NULL,
    x DOUBLE NOT NULL,
    y DOUBLE NOT NULL,
    z DOUBLE,
    v_x DOUBLE,
    v_y DOUBLE,
    v_z DOUBLE,
    numbers DOUBLE[],
    texts VARCHAR[]
)
