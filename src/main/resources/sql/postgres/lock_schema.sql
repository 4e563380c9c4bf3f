-- Waits until no other service migrates the schema; the lock ends with the session. The number is this project's own.
SELECT pg_advisory_lock(7305808869229538354)
