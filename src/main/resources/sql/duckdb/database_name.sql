-- Returns the name of the file's database in statements.
SELECT current_database() AS name
