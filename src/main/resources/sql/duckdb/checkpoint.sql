-- Writes the contents of the log into the file itself.
CHECKPOINT
