-- Deletes the labels of an episode's agents; DuckDB has no cascading delete.
DELETE FROM agent_labels WHERE episode_id = :episode_id
