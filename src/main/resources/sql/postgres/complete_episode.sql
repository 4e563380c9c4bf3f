-- Gives the claimed episode what is known only at the end of its file.
UPDATE episodes
SET episode_number = :episode_number, num_frames = :num_frames, num_agents = :num_agents
WHERE episode_id = :episode_id
