-- Deletes the receipt of an episode; DuckDB has no cascading delete.
DELETE FROM receipts WHERE episode_id = :episode_id
