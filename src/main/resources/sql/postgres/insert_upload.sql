-- Claims an upload's id. The commit does not wait for the disk: if the server dies now, the upload dies with it.
INSERT INTO uploads (upload_id, kind, episode_id, parameters, state, attempt)
SELECT :upload_id, :kind, :episode_id, :parameters, 'running', :attempt
FROM (SELECT set_config('synchronous_commit', 'off', true)) AS soon
ON CONFLICT (upload_id) DO NOTHING
