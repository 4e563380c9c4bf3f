-- The rows of a file that another program made, in the tables that the changes have made.

INSERT INTO observations (observation_id, episode_id, time_index, agent_id, agent_type_id, x, y, z, v_x, v_y, v_z)
SELECT observation_id, episode_id, time_index, agent_id, agent_type_id, x, y, z, v_x, v_y, v_z
FROM kept_observations;

INSERT INTO extended_properties (observation_id, property_id, value_float, value_text)
SELECT observation_id, property_id, value_float, value_text
FROM kept_properties;

DROP TABLE kept_properties;

DROP TABLE kept_observations;
