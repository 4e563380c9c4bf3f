-- Lets the next service at the schema.
SELECT pg_advisory_unlock(7305808869229538354)
