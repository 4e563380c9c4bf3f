-- Claims an episode's id until the transaction ends, and sets the longest wait for the locks that follow. The episode's
-- number and size are set at the end of the file.
INSERT INTO episodes (episode_id, session_id, episode_number, num_frames, num_agents, frame_rate, file_path)
VALUES (:episode_id, :session_id, :episode_number, 0, 0, :frame_rate, :file_path)
RETURNING set_config('lock_timeout', :lock_timeout, true)
