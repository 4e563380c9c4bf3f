-- Deletes the receipts of what was added to an episode; DuckDB has no cascading delete.
DELETE FROM additions WHERE episode_id = :episode_id
