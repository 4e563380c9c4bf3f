-- Returns the selected observations of an episode, one row each, with a column per property.
SELECT <columns>
FROM observations o
LEFT JOIN agent_labels l
       ON l.episode_id = o.episode_id AND l.agent_type_id = o.agent_type_id AND l.agent_id = o.agent_id
<values>
WHERE o.episode_id = :episode_id AND <selected>
ORDER BY <order>
