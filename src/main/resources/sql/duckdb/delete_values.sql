-- Deletes the property values of an episode; DuckDB has no cascading delete.
DELETE FROM extended_properties
WHERE observation_id IN (SELECT observation_id FROM observations WHERE episode_id = :episode_id)
