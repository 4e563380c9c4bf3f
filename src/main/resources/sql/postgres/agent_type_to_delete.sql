-- Returns the agent type that is about to be deleted, and locks it: loads that refer to it have ended, or wait.
SELECT type_id FROM agent_types WHERE type_id = :type_id FOR UPDATE
