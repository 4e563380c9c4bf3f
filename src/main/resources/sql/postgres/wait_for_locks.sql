-- Waits for locks without a limit until the connection's own setting is restored.
SET lock_timeout = 0
