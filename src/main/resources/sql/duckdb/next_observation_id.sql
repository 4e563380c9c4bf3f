-- The first observation id that is free.
SELECT coalesce(max(observation_id), 0) + 1 AS observation_id FROM observations
