-- Returns one episode with the facts and the receipt of its load, which are null if another program loaded it.
SELECT e.episode_id, e.session_id, e.episode_number, e.num_frames, e.num_agents, e.frame_rate, e.file_path,
       e.created_at, r.observations, r.extended_properties, r.time_origin, r.velocity,
       CAST(r.receipt AS text) AS receipt
FROM episodes e
LEFT JOIN receipts r ON r.episode_id = e.episode_id
WHERE e.episode_id = :episode_id
