-- Returns whether changesets were ever recorded in this database.
SELECT to_regclass('databasechangelog') IS NOT NULL
