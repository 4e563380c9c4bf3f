-- Claims an episode's id until the transaction ends, and sets how long whatever follows waits for locks; its number and
-- size follow at the end of the file.
INSERT INTO episodes (episode_id, session_id, episode_number, num_frames, num_agents, frame_rate, file_path)
VALUES (:episode_id, :session_id, :episode_number, 0, 0, :frame_rate, :file_path)
RETURNING set_config('lock_timeout', :lock_timeout, true)
