-- Creates an empty staging table of this connection: a chunk of observations with their ids, and a column per property.
CREATE OR REPLACE TEMPORARY TABLE staged_observations (
    observation_id BIGINT NOT NULL,
    time_index INTEGER NOT NULL,
    agent_id INTEGER NOT NULL,
    agent_type_id VARCHAR NOT NULL,
    x DOUBLE NOT NULL,
    y DOUBLE NOT NULL,
    z DOUBLE,
    v_x DOUBLE,
    v_y DOUBLE,
    v_z DOUBLE<property_columns>
)
