-- Returns whether any observation has an agent type.
SELECT EXISTS (SELECT 1 FROM observations WHERE agent_type_id = :type_id) AS has_observations
