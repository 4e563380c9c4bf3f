-- Claims an episode's id until the transaction ends, sets the longest wait for the locks that follow, and returns the
-- category of the episode's session, null if there is no such session. The episode's number and size are set at the end
-- of the file. A receipt that is there before its
-- episode, or has no foreign key to it, is left over of a table that was dropped.
INSERT INTO episodes (episode_id, session_id, episode_number, num_frames, num_agents, frame_rate, file_path)
VALUES (:episode_id, :session_id, :episode_number, 0, 0, :frame_rate, :file_path)
RETURNING set_config('lock_timeout', :lock_timeout, true),
          EXISTS (SELECT 1 FROM receipts r WHERE r.episode_id = episodes.episode_id)
              OR NOT EXISTS (
                  SELECT 1 FROM pg_constraint
                  WHERE contype = 'f' AND conrelid = to_regclass('receipts') AND confrelid = to_regclass('episodes')
              ) AS is_left_over,
          (SELECT category_id FROM sessions s WHERE s.session_id = episodes.session_id) AS category_id
