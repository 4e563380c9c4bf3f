-- Which of these agent types are defined. They are locked against deletion, in one order for all loads.
SELECT type_id AS id, NULL AS kind FROM agent_types WHERE type_id = ANY (:ids) ORDER BY type_id FOR KEY SHARE
