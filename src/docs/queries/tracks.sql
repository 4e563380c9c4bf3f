-- The tracks of an episode: where each agent is in each frame, and how fast.
-- :episode_id; :from_frame, :to_frame (frames, both included); :agent_type_id (NULL: every type).
-- x, y, z in the units of the file, velocities in its units per unit of time.
SELECT o.time_index, o.agent_id, o.agent_type_id, o.x, o.y, o.z, o.v_x, o.v_y, o.v_z
FROM observations o
WHERE o.episode_id = :episode_id
  AND o.time_index BETWEEN :from_frame AND :to_frame
  AND (CAST(:agent_type_id AS text) IS NULL OR o.agent_type_id = :agent_type_id)
ORDER BY o.time_index, o.agent_id, o.agent_type_id
