-- Keeps an episode from being deleted, and from being added to by somebody else, until the transaction ends.
SELECT episode_id FROM episodes WHERE episode_id = :episode_id FOR NO KEY UPDATE
