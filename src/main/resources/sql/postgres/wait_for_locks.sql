-- Waits for locks as long as it takes, until the connection's own setting is restored.
SET lock_timeout = 0
