-- Claims an upload's id.
INSERT INTO uploads (upload_id, kind, episode_id, parameters, state, service)
VALUES (:upload_id, :kind, :episode_id, :parameters, 'running', :service)
ON CONFLICT (upload_id) DO NOTHING
