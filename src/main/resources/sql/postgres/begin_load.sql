-- Prepares a load's transaction. Where the role may, and nobody else's trigger or foreign key would be skipped by it,
-- the per-row foreign-key triggers are switched off: the load then checks and locks each referenced row once itself.
-- Joins want a hash join: neither a staging table nor an episode that was just loaded has statistics that would tell the
-- planner.
SELECT set_config('lock_timeout', :lock_timeout, true),
       set_config('enable_nestloop', 'off', true),
       set_config('jit', 'off', true),
       CASE
           WHEN has_parameter_privilege('session_replication_role', 'SET')
               AND NOT EXISTS (
                   SELECT FROM pg_trigger
                   WHERE tgrelid IN (to_regclass('episodes'), to_regclass('observations'), to_regclass('extended_properties'))
                     AND NOT tgisinternal
                     AND tgenabled <> 'D')
               AND NOT EXISTS (
                   SELECT FROM pg_constraint
                   WHERE contype = 'f'
                     AND conrelid IN (to_regclass('episodes'), to_regclass('observations'), to_regclass('extended_properties'))
                     AND confrelid NOT IN (
                         to_regclass('sessions'), to_regclass('episodes'), to_regclass('agent_types'),
                         to_regclass('observations'), to_regclass('property_definitions')))
           THEN set_config('session_replication_role', 'replica', true)
       END AS replication_role
