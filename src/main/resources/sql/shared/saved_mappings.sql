-- Returns the saved mappings: all, or the one with the given name.
SELECT mapping_name, parameters
FROM saved_mappings
WHERE CAST(:mapping_name AS text) IS NULL OR mapping_name = :mapping_name
ORDER BY mapping_name
