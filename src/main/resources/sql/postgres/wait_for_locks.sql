-- Waits for locks without a limit until the transaction ends.
SET LOCAL lock_timeout = 0
