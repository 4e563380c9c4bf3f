-- Writes what the log holds into the file itself.
CHECKPOINT
