-- Returns the digests of what the loads of an episode stored.
SELECT content FROM receipts WHERE episode_id = :episode_id
UNION ALL
SELECT content FROM additions WHERE episode_id = :episode_id
