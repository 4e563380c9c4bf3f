-- The same without an expert: the triggers on, the planner left alone.
BEGIN;
CREATE TEMPORARY TABLE staged (
    agent_id integer, agent_type_id text COLLATE "C", time_index integer,
    x double precision, y double precision, z double precision,
    v_x double precision, v_y double precision, v_z double precision,
    distance_to_target_center double precision, distance_to_target_mesh double precision,
    target_mesh_closest_x double precision, target_mesh_closest_y double precision, target_mesh_closest_z double precision,
    distance_to_scene_mesh double precision,
    scene_mesh_closest_x double precision, scene_mesh_closest_y double precision, scene_mesh_closest_z double precision
) ON COMMIT DROP;
\copy staged FROM pstdin WITH (FORMAT csv, HEADER)
INSERT INTO episodes (episode_id, session_id, episode_number, num_frames, num_agents, file_path)
SELECT :'episode_id', 'bench', 0, max(time_index) + 1, count(DISTINCT agent_id), '' FROM staged;
INSERT INTO observations (episode_id, time_index, agent_id, agent_type_id, x, y, z, v_x, v_y, v_z)
SELECT :'episode_id', time_index, agent_id, agent_type_id, x, y, z, v_x, v_y, v_z FROM staged;
INSERT INTO extended_properties (observation_id, property_id, value_float)
SELECT o.observation_id, p.property_id, p.value
FROM staged s
JOIN observations o
  ON o.episode_id = :'episode_id'
 AND o.time_index = s.time_index AND o.agent_id = s.agent_id AND o.agent_type_id = s.agent_type_id
CROSS JOIN LATERAL (VALUES
    ('distance_to_scene_mesh', s.distance_to_scene_mesh),
    ('distance_to_target_center', s.distance_to_target_center),
    ('distance_to_target_mesh', s.distance_to_target_mesh),
    ('scene_mesh_closest_x', s.scene_mesh_closest_x),
    ('scene_mesh_closest_y', s.scene_mesh_closest_y),
    ('scene_mesh_closest_z', s.scene_mesh_closest_z),
    ('target_mesh_closest_x', s.target_mesh_closest_x),
    ('target_mesh_closest_y', s.target_mesh_closest_y),
    ('target_mesh_closest_z', s.target_mesh_closest_z)) AS p (property_id, value)
WHERE p.value IS NOT NULL;
COMMIT;
