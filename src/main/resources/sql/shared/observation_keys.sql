-- Returns the keys of an episode's observations in any order.
SELECT time_index, agent_id, agent_type_id FROM observations WHERE episode_id = :episode_id
