-- Returns whether the connection has the view of staged values already: creating it each time would bloat the catalog.
SELECT to_regclass('pg_temp.staged_values') IS NOT NULL
