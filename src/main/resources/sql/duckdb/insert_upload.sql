-- Claims an upload's id.
INSERT INTO uploads (upload_id, kind, episode_id, parameters, state, attempt)
VALUES (:upload_id, :kind, :episode_id, :parameters, 'running', :attempt)
ON CONFLICT (upload_id) DO NOTHING
