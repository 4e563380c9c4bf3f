-- Renews the statistics of the table.
ANALYZE extended_properties
