-- Counts the keys of an episode that occur more than once. The table has no primary key: it would double the time of a
-- load and grow the file sevenfold, and an episode arrives whole.
SELECT count(*) AS repeated
FROM (
    SELECT 1
    FROM observations
    WHERE episode_id = :episode_id
    GROUP BY time_index, agent_id, agent_type_id
    HAVING count(*) > 1
)
