-- Counts the finite values of a property in an episode by the bins that begin at ascending edges, from 1 on.
WITH edges AS (
    SELECT edge, max(bin) AS bin
    FROM (
        SELECT unnest(CAST(string_split(:lower_edges, ',') AS DOUBLE[])) AS edge,
               unnest(range(1, len(string_split(:lower_edges, ',')) + 1)) AS bin
    )
    GROUP BY edge
), finite AS (
    SELECT p.value_float AS number
    FROM observations o
    JOIN extended_properties p ON p.observation_id = o.observation_id
    WHERE o.episode_id = :episode_id
      AND p.property_id = :property_id
      AND isfinite(p.value_float)
)
SELECT e.bin, count(*) AS values_stored
FROM finite f
ASOF JOIN edges e ON f.number >= e.edge
GROUP BY e.bin
