-- Raises the frame numbers of an episode.
UPDATE observations SET time_index = time_index + :frames WHERE episode_id = :episode_id
