-- Returns the fact tables to which a load has added so many rows that their statistics are wrong, and which the role
-- may analyze.
SELECT stored.table_name
FROM (VALUES ('observations', CAST(:observations AS bigint)), ('extended_properties', CAST(:values AS bigint)))
    AS stored (table_name, stored_rows)
JOIN pg_class c ON c.oid = to_regclass(stored.table_name)
WHERE stored.stored_rows > :few_rows
  AND stored.stored_rows > 0.2 * c.reltuples
  AND (pg_has_role(c.relowner, 'USAGE')
       OR CASE
              WHEN CAST(current_setting('server_version_num') AS integer) >= 170000
              THEN has_table_privilege(c.oid, 'MAINTAIN')
              ELSE false
          END)
