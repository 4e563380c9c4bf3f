-- Renews the statistics of the table.
ANALYZE observations
