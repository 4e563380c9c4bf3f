-- The keys of the observations of an episode, in any order.
SELECT time_index, agent_id, agent_type_id FROM observations WHERE episode_id = :episode_id
