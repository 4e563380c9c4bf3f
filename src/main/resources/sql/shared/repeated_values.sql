-- Returns the first staged values whose key and property occur in an earlier row, and the number of all of them.
SELECT place, first_place, time_index, agent_id, property_id, count(*) OVER () AS total
FROM (
    SELECT place, time_index, agent_id, property_id,
           first_value(place) OVER same_value AS first_place,
           row_number() OVER same_value AS occurrence
    FROM staged_values
    WINDOW same_value AS (PARTITION BY time_index, agent_id, agent_type_id, property_id ORDER BY place)
) numbered
WHERE occurrence > 1
ORDER BY place
LIMIT :limit
