-- Keeps the settings from being changed again.
SET lock_configuration = true
