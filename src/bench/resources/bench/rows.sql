-- The rows of an episode, one per observation with a column per property, as an expert writes them.
SELECT o.time_index, o.agent_id, o.agent_type_id, o.x, o.y, o.z, o.v_x, o.v_y, o.v_z, <columns>
FROM observations o
LEFT JOIN (
    SELECT observation_id, <values>
    FROM extended_properties
    WHERE observation_id BETWEEN (SELECT min(observation_id) FROM observations WHERE episode_id = '<episode_id>')
                             AND (SELECT max(observation_id) FROM observations WHERE episode_id = '<episode_id>')
    GROUP BY observation_id
) v ON v.observation_id = o.observation_id
WHERE o.episode_id = '<episode_id>'
ORDER BY o.observation_id
