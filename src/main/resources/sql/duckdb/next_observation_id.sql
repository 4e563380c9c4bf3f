-- Returns the observation id after the highest one.
SELECT coalesce(max(observation_id), 0) + 1 AS observation_id FROM observations
