-- Closes the attached file, which is complete on disk then.
DETACH snapshot
