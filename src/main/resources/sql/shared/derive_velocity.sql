-- Sets the velocity of each observation of an episode from its agent's next position and the frames between the two;
-- the last observation of a track has none.
UPDATE observations
SET v_x = later.v_x, v_y = later.v_y, v_z = later.v_z
FROM (
    SELECT observation_id,
           (lead(x) OVER track - x) * :frame_rate / (CAST(lead(time_index) OVER track AS double precision) - time_index) AS v_x,
           (lead(y) OVER track - y) * :frame_rate / (CAST(lead(time_index) OVER track AS double precision) - time_index) AS v_y,
           (lead(z) OVER track - z) * :frame_rate / (CAST(lead(time_index) OVER track AS double precision) - time_index) AS v_z
    FROM observations
    WHERE episode_id = :episode_id
    WINDOW track AS (PARTITION BY agent_type_id, agent_id ORDER BY time_index)
) later
WHERE observations.episode_id = :episode_id AND observations.observation_id = later.observation_id
