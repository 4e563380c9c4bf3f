-- A DuckDB file as a lab made it before this service: the same tables with keys, indexes of its own, and data.
CREATE SEQUENCE lab_ids;
CREATE TABLE categories (category_id text PRIMARY KEY, category_name text NOT NULL, description text);
CREATE TABLE sessions (
    session_id text PRIMARY KEY, session_name text NOT NULL,
    category_id text NOT NULL REFERENCES categories (category_id),
    created_at timestamp DEFAULT CURRENT_TIMESTAMP, config json, metadata json);
CREATE TABLE episodes (
    episode_id text PRIMARY KEY, session_id text NOT NULL REFERENCES sessions (session_id),
    episode_number integer NOT NULL, num_frames integer NOT NULL, num_agents integer NOT NULL,
    frame_rate double precision DEFAULT 30, file_path text NOT NULL, created_at timestamp DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE agent_types (type_id text PRIMARY KEY, type_name text NOT NULL, description text);
CREATE TABLE observations (
    observation_id bigint UNIQUE DEFAULT nextval('lab_ids'),
    episode_id text NOT NULL REFERENCES episodes (episode_id),
    time_index integer NOT NULL, agent_id integer NOT NULL,
    agent_type_id text NOT NULL REFERENCES agent_types (type_id),
    x double precision NOT NULL, y double precision NOT NULL, z double precision,
    v_x double precision, v_y double precision, v_z double precision,
    PRIMARY KEY (episode_id, time_index, agent_id, agent_type_id));
CREATE TABLE property_definitions (
    property_id text PRIMARY KEY, property_name text NOT NULL, data_type text NOT NULL, description text, unit text);
CREATE TABLE extended_properties (
    observation_id bigint REFERENCES observations (observation_id),
    property_id text REFERENCES property_definitions (property_id),
    value_float double precision, value_text text,
    PRIMARY KEY (observation_id, property_id));
CREATE INDEX idx_obs_episode ON observations (episode_id);
CREATE INDEX idx_obs_episode_time ON observations (episode_id, time_index);
CREATE INDEX idx_obs_agent_type ON observations (agent_type_id);
CREATE INDEX idx_ext_props_observation ON extended_properties (observation_id);
CREATE INDEX idx_ext_props_property ON extended_properties (property_id);
INSERT INTO categories VALUES ('tracking_csv', 'what the lab calls it', NULL);
INSERT INTO agent_types VALUES ('agent', 'what the lab calls it', NULL), ('starling', 'Starling', 'the lab''s own');
INSERT INTO property_definitions VALUES ('speed', 'what the lab calls it', 'float', NULL, 'm/s');
INSERT INTO sessions VALUES ('summer', 'Summer', 'tracking_csv', '2025-07-01', '{"seed": 1}', NULL);
INSERT INTO episodes VALUES ('old', 'summer', 0, 2, 2, 30, 'old.csv', '2025-07-01');
INSERT INTO observations (episode_id, time_index, agent_id, agent_type_id, x, y)
VALUES ('old', 0, 1, 'starling', 1, 2), ('old', 0, 2, 'agent', 3, 4), ('old', 1, 1, 'starling', 5, 6);
INSERT INTO extended_properties SELECT observation_id, 'speed', 0.5, NULL FROM observations;
