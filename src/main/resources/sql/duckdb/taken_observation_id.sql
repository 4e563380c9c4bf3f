-- Returns the highest id of an observation if the sequence has not given it yet.
SELECT max(observation_id) AS observation_id
FROM observations
HAVING max(observation_id) > (SELECT coalesce(last_value, start_value - 1) FROM duckdb_sequences() WHERE sequence_name = 'observation_ids')
