-- The file staged by DuckDB's own reader, and the same inserts as the service's.
BEGIN;
CREATE OR REPLACE TEMPORARY TABLE staged AS SELECT * FROM read_csv(:file);
INSERT INTO episodes (episode_id, session_id, episode_number, num_frames, num_agents, file_path)
SELECT :episode_id, 'bench', 0, max(time) + 1, count(DISTINCT id), '' FROM staged;
INSERT INTO observations (episode_id, time_index, agent_id, agent_type_id, x, y, z, v_x, v_y, v_z)
SELECT :episode_id, time, id, type, x, y, z, v_x, v_y, v_z FROM staged;
INSERT INTO extended_properties (observation_id, property_id, value_float)
SELECT o.observation_id, s.property_id, s.value
FROM (
    UNPIVOT (SELECT * EXCLUDE (x, y, z, v_x, v_y, v_z) FROM staged)
    ON COLUMNS(* EXCLUDE (id, type, time)) INTO NAME property_id VALUE value
) s
JOIN observations o
  ON o.episode_id = :episode_id
 AND o.time_index = s.time AND o.agent_id = s.id AND o.agent_type_id = s.type;
DROP TABLE staged;
COMMIT;
