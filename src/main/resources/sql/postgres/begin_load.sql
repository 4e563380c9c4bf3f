-- Prepares the transaction of a load. The per-row foreign-key triggers are switched off only if the role may do so and
-- no trigger or foreign key of the lab's own would be skipped: the load then checks and locks each referenced row once.
-- Joins have to be hash joins: a staging table and an episode that was just loaded have no statistics from which the
-- planner could tell. Deleting the replaced episode has switched off scans of whole tables, which staging needs.
SELECT set_config('lock_timeout', :lock_timeout, true),
       set_config('enable_nestloop', 'off', true),
       set_config('enable_seqscan', 'on', true),
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
