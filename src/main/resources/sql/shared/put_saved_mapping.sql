-- Saves parameters under a name.
INSERT INTO saved_mappings (mapping_name, parameters)
VALUES (:mapping_name, :parameters)
ON CONFLICT (mapping_name) DO UPDATE SET parameters = excluded.parameters
