-- Switches the foreign-key triggers on again for the rest of the transaction.
SELECT set_config('session_replication_role', 'origin', true)
