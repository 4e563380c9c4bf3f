-- Sets the velocity of each observation of an episode from two positions of its agent: from the previous one, or else its own,
-- to the next one, or else its own. There is none from a position to itself, nor to one that is missing, nor over missing frames
-- unless that is asked for.
UPDATE observations
SET v_x = derived.v_x, v_y = derived.v_y, v_z = derived.v_z
FROM (
    SELECT observation_id,
           CASE WHEN zero THEN 0.0 ELSE (to_x - from_x) * :frames_per_unit / frames END AS v_x,
           CASE WHEN zero THEN 0.0 ELSE (to_y - from_y) * :frames_per_unit / frames END AS v_y,
           CASE WHEN zero AND z IS NOT NULL THEN 0.0 ELSE (to_z - from_z) * :frames_per_unit / frames END AS v_z
    FROM (
        SELECT observation_id, z,
               CASE WHEN from_t < time_index THEN from_x ELSE x END AS from_x,
               CASE WHEN from_t < time_index THEN from_y ELSE y END AS from_y,
               CASE WHEN from_t < time_index THEN from_z ELSE z END AS from_z,
               CASE WHEN to_t > time_index THEN to_x ELSE x END AS to_x,
               CASE WHEN to_t > time_index THEN to_y ELSE y END AS to_y,
               CASE WHEN to_t > time_index THEN to_z ELSE z END AS to_z,
               CASE
                   WHEN CAST(:over_gaps AS boolean)
                        OR (coalesce(time_index - from_t, 0) <= 1 AND coalesce(to_t - time_index, 0) <= 1)
                   THEN nullif(coalesce(to_t, time_index) - coalesce(from_t, time_index), 0)
               END AS frames,
               CAST(:first_is_zero AS boolean) AND from_t IS NULL AS zero
        FROM (
            SELECT observation_id, CAST(time_index AS double precision) AS time_index, x, y, z,
                   CASE WHEN CAST(:from_previous AS boolean) THEN CAST(lag(time_index) OVER track AS double precision) END AS from_t,
                   lag(x) OVER track AS from_x, lag(y) OVER track AS from_y, lag(z) OVER track AS from_z,
                   CASE WHEN CAST(:to_next AS boolean) THEN CAST(lead(time_index) OVER track AS double precision) END AS to_t,
                   lead(x) OVER track AS to_x, lead(y) OVER track AS to_y, lead(z) OVER track AS to_z
            FROM observations
            WHERE episode_id = :episode_id
            WINDOW track AS (PARTITION BY agent_type_id, agent_id ORDER BY time_index)
        ) neighbours
    ) steps
) derived
WHERE observations.episode_id = :episode_id AND observations.observation_id = derived.observation_id
