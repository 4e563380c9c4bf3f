-- Returns the type of each column of the fact tables.
SELECT CAST(c.relname AS text) AS table_name, CAST(a.attname AS text) AS column_name, CAST(CAST(a.atttypid AS regtype) AS text) AS type
FROM pg_attribute AS a
JOIN pg_class AS c ON c.oid = a.attrelid
WHERE a.attrelid IN (CAST('observations' AS regclass), CAST('extended_properties' AS regclass)) AND a.attnum > 0 AND NOT a.attisdropped
