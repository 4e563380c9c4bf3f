-- Returns a page of episodes in the order of their ids, after the last id of the previous page.
SELECT episode_id, session_id, episode_number, num_frames, num_agents, frame_rate, file_path, created_at,
       count(*) OVER () AS found
FROM (
    SELECT episode_id, session_id, episode_number, num_frames, num_agents, frame_rate, file_path, created_at
    FROM episodes
    WHERE (CAST(:session_id AS text) IS NULL OR session_id = :session_id)
      AND (CAST(:after AS text) IS NULL OR episode_id > :after)
    ORDER BY episode_id
    LIMIT :limit
) AS p
ORDER BY episode_id
