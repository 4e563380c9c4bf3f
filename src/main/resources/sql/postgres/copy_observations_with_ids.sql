-- Takes observations that have ids already as binary rows, in this order of columns.
COPY observations (observation_id, episode_id, time_index, agent_id, agent_type_id, x, y, z, v_x, v_y, v_z) FROM STDIN (FORMAT binary)
