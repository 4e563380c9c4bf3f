-- Whether changes of the schema were ever written down here.
SELECT to_regclass('databasechangelog') IS NOT NULL
