-- Deletes a saved mapping.
DELETE FROM saved_mappings WHERE mapping_name = :mapping_name
