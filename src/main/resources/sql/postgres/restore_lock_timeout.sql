-- Gives a connection back its own setting: the pool hands it on as it is.
RESET lock_timeout
