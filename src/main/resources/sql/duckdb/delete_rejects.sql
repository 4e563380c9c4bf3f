-- Deletes the rejected rows of an episode's loads.
DELETE FROM rejects WHERE episode_id = :episode_id
