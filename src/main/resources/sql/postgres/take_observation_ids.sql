-- Takes ids for observations that are about to be stored.
SELECT nextval(CAST(:sequence AS regclass)) AS observation_id FROM generate_series(1, :ids)
