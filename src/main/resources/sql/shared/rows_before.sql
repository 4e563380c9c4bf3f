-- Counts the observations of an episode that were stored before the one with the given key: ids ascend in the order of
-- the rows.
SELECT count(*) AS rows_before
FROM observations
WHERE episode_id = :episode_id
  AND observation_id < (
      SELECT observation_id
      FROM observations
      WHERE episode_id = :episode_id
        AND time_index = :time_index
        AND agent_id = :agent_id
        AND agent_type_id = :agent_type_id)
