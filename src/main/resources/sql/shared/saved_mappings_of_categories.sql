-- Returns the saved mappings that hold for a category.
SELECT mapping_name, parameters
FROM saved_mappings
WHERE mapping_name LIKE 'category:%'
