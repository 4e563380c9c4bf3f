-- Returns the ids of the selected observations of an episode.
SELECT o.observation_id
FROM observations o
LEFT JOIN agent_labels l
       ON l.episode_id = o.episode_id AND l.agent_type_id = o.agent_type_id AND l.agent_id = o.agent_id
WHERE o.episode_id = :episode_id AND <selected>
