-- Takes ids for observations that are about to be stored, one behind the other; gives the last of them.
SELECT max(nextval('observation_ids')) AS last_observation_id FROM range(:ids)
