-- The expert's script for files without properties.
BEGIN;
SET LOCAL session_replication_role = replica;
CREATE TEMPORARY TABLE staged (
    agent_id integer, agent_type_id text COLLATE "C", time_index integer,
    x double precision, y double precision, z double precision,
    v_x double precision, v_y double precision, v_z double precision
) ON COMMIT DROP;
\copy staged FROM pstdin WITH (FORMAT csv, HEADER)
INSERT INTO episodes (episode_id, session_id, episode_number, num_frames, num_agents, file_path)
SELECT :'episode_id', 'bench', 0, max(time_index) + 1, count(DISTINCT agent_id), '' FROM staged;
INSERT INTO observations (episode_id, time_index, agent_id, agent_type_id, x, y, z, v_x, v_y, v_z)
SELECT :'episode_id', time_index, agent_id, agent_type_id, x, y, z, v_x, v_y, v_z FROM staged;
SET LOCAL session_replication_role = origin;
SELECT session_id FROM sessions WHERE session_id = 'bench' FOR KEY SHARE;
SELECT type_id FROM agent_types WHERE type_id IN (SELECT DISTINCT agent_type_id FROM staged) FOR KEY SHARE;
COMMIT;
