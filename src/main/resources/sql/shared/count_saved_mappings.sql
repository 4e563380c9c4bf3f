-- Returns how many mappings are saved.
SELECT count(*) AS mappings FROM saved_mappings
