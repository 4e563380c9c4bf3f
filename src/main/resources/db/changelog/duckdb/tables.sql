-- The tables that labs read. A file that a lab made earlier has most of them, with data: those are left as they are.
-- The fact tables have no primary and foreign keys: those double the time of a load, twice, and grow the file sevenfold.
-- An episode arrives whole, so its uniqueness is checked when it is loaded.

CREATE TABLE IF NOT EXISTS categories (
    category_id VARCHAR PRIMARY KEY,
    category_name VARCHAR NOT NULL,
    description VARCHAR
);

CREATE TABLE IF NOT EXISTS sessions (
    session_id VARCHAR PRIMARY KEY,
    session_name VARCHAR NOT NULL,
    category_id VARCHAR NOT NULL,
    created_at TIMESTAMP DEFAULT current_localtimestamp(),
    config JSON,
    metadata JSON
);

CREATE TABLE IF NOT EXISTS episodes (
    episode_id VARCHAR PRIMARY KEY,
    session_id VARCHAR NOT NULL,
    episode_number INTEGER NOT NULL,
    num_frames INTEGER NOT NULL,
    num_agents INTEGER NOT NULL,
    frame_rate DOUBLE DEFAULT 30,
    file_path VARCHAR NOT NULL,
    created_at TIMESTAMP DEFAULT current_localtimestamp()
);

CREATE TABLE IF NOT EXISTS agent_types (
    type_id VARCHAR PRIMARY KEY,
    type_name VARCHAR NOT NULL,
    description VARCHAR
);

CREATE SEQUENCE IF NOT EXISTS observation_ids;

CREATE TABLE IF NOT EXISTS observations (
    observation_id BIGINT NOT NULL DEFAULT nextval('observation_ids'),
    episode_id VARCHAR NOT NULL,
    time_index INTEGER NOT NULL,
    agent_id INTEGER NOT NULL,
    agent_type_id VARCHAR NOT NULL,
    x DOUBLE NOT NULL,
    y DOUBLE NOT NULL,
    z DOUBLE,
    v_x DOUBLE,
    v_y DOUBLE,
    v_z DOUBLE
);

CREATE TABLE IF NOT EXISTS property_definitions (
    property_id VARCHAR PRIMARY KEY,
    property_name VARCHAR NOT NULL,
    data_type VARCHAR NOT NULL,
    description VARCHAR,
    unit VARCHAR
);

CREATE TABLE IF NOT EXISTS extended_properties (
    observation_id BIGINT NOT NULL,
    property_id VARCHAR NOT NULL,
    value_float DOUBLE,
    value_text VARCHAR
);
