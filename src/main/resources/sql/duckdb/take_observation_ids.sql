-- Takes consecutive ids for observations that are about to be stored, and returns the last of them.
SELECT max(nextval('observation_ids')) AS last_observation_id FROM range(:ids)
