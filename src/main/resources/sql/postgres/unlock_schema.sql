-- Lets the next service migrate the schema.
SELECT pg_advisory_unlock(7305808869229538354)
