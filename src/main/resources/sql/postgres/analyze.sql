-- Renews the statistics of a table.
ANALYZE <table>
