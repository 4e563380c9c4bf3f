-- Rows that have been brought into the table's shape beforehand, as text.
BEGIN;
SET LOCAL session_replication_role = replica;
INSERT INTO episodes VALUES (:'episode_id', 'bench', 0, 1, 1, 30, '');
\copy observations (episode_id, time_index, agent_id, agent_type_id, x, y, z, v_x, v_y, v_z) FROM pstdin
COMMIT;
