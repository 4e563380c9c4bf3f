-- Deletes the observations of an episode; DuckDB has no cascading delete.
DELETE FROM observations WHERE episode_id = :episode_id
