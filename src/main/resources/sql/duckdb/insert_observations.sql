-- Stores the staged observations.
INSERT INTO observations (observation_id, episode_id, time_index, agent_id, agent_type_id, x, y, z, v_x, v_y, v_z)
SELECT observation_id, :episode_id, time_index, agent_id, agent_type_id, x, y, z, v_x, v_y, v_z
FROM staged_observations
