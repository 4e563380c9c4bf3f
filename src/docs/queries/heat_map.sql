-- Where the agents of an episode were: observations per square cell of the plane; empty cells and infinite positions are left out.
-- :episode_id; :cell_size (an edge, in the units of x and y); :from_frame, :to_frame (frames, both included);
-- :agent_type_id (NULL: every type). A cell is named by its centre; one has its lower left corner at the origin.
SELECT (c.cell_column + 0.5) * CAST(:cell_size AS double precision) AS x_center,
       (c.cell_row + 0.5) * CAST(:cell_size AS double precision) AS y_center,
       count(*) AS observations
FROM (
    SELECT floor(o.x / CAST(:cell_size AS double precision)) AS cell_column,
           floor(o.y / CAST(:cell_size AS double precision)) AS cell_row
    FROM observations o
    WHERE o.episode_id = :episode_id
      AND o.time_index BETWEEN :from_frame AND :to_frame
      AND abs(o.x) < CAST('Infinity' AS double precision)
      AND abs(o.y) < CAST('Infinity' AS double precision)
      AND (CAST(:agent_type_id AS text) IS NULL OR o.agent_type_id = :agent_type_id)
) c
GROUP BY c.cell_column, c.cell_row
ORDER BY c.cell_column, c.cell_row
