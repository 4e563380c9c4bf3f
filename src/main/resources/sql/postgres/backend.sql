-- Returns the process of the server that works for a connection.
SELECT pg_backend_pid() AS backend
