-- Waits for locks as long as it takes, until this connection is given back.
SET lock_timeout = 0
