-- Reads all values of a Parquet file, so that it fails with the reason for which the rows cannot be read: a stream of rows that
-- breaks does not tell it.
CREATE OR REPLACE TEMPORARY TABLE values_read AS SELECT max(hash(COLUMNS(*))) FROM read_parquet(<file>)
