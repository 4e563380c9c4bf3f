-- The highest observation id of an episode so far; 0 if it has none.
SELECT coalesce(max(observation_id), 0) AS observation_id FROM observations WHERE episode_id = :episode_id
