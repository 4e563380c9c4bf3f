-- Sets the columns of the claimed episode that are known only at the end of its file.
UPDATE episodes
SET episode_number = :episode_number, num_frames = :num_frames, num_agents = :num_agents
WHERE episode_id = :episode_id
