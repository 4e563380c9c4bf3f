-- Keeps others from deleting an episode or adding to it until the transaction ends.
SELECT episode_id FROM episodes WHERE episode_id = :episode_id FOR NO KEY UPDATE
