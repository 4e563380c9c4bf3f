-- Makes the sequence continue after an id.
SELECT setval('observation_ids', :highest) AS observation_id
