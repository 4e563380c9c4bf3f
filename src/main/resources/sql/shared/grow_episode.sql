-- Sets the new size of an episode to which rows were added.
UPDATE episodes SET num_frames = :num_frames, num_agents = :num_agents WHERE episode_id = :episode_id
