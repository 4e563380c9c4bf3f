-- The file without properties, staged by DuckDB's own reader, and the same insert as the service's.
BEGIN;
CREATE OR REPLACE TEMPORARY TABLE staged AS SELECT * FROM read_csv(:file);
INSERT INTO episodes (episode_id, session_id, episode_number, num_frames, num_agents, file_path)
SELECT :episode_id, 'bench', 0, max(time) + 1, count(DISTINCT id), '' FROM staged;
INSERT INTO observations (episode_id, time_index, agent_id, agent_type_id, x, y, z, v_x, v_y, v_z)
SELECT :episode_id, time, id, type, x, y, z, v_x, v_y, v_z FROM staged;
DROP TABLE staged;
COMMIT;
