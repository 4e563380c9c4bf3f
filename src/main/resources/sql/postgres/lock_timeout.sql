-- Sets the longest wait for a lock until the transaction ends.
SELECT set_config('lock_timeout', :lock_timeout, true)
