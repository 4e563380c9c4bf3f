-- Gives an episode that rows were added to its new size.
UPDATE episodes SET num_frames = :num_frames, num_agents = :num_agents WHERE episode_id = :episode_id
