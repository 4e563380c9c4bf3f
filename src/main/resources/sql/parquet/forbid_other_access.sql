-- Forbids every other access to files, extensions and the network.
SET enable_external_access = false
