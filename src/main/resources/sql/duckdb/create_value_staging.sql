-- Creates an empty staging table of this connection for values that are added to stored observations.
CREATE OR REPLACE TEMPORARY TABLE staged_values (
    place BIGINT NOT NULL,
    time_index INTEGER NOT NULL,
    agent_id INTEGER NOT NULL,
    agent_type_id VARCHAR,
    property_id VARCHAR NOT NULL,
    value_float DOUBLE,
    value_text VARCHAR
)
