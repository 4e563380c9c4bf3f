-- Restores a connection's own setting, since the pool passes the connection on as it is.
RESET lock_timeout
