-- Counts the finite values of a property in an episode by the bins that begin at ascending edges, from 1 on.
WITH of_episode AS MATERIALIZED (
    SELECT observation_id FROM observations WHERE episode_id = :episode_id
)
SELECT width_bucket(p.value_float, CAST(string_to_array(:lower_edges, ',') AS double precision[])) AS bin,
       count(*) AS values_stored
FROM extended_properties p
JOIN of_episode o ON o.observation_id = p.observation_id
WHERE p.property_id = :property_id
  AND p.observation_id BETWEEN (SELECT min(observation_id) FROM of_episode) AND (SELECT max(observation_id) FROM of_episode)
  AND p.value_float BETWEEN CAST('-1.7976931348623157e308' AS double precision)
                        AND CAST('1.7976931348623157e308' AS double precision)
GROUP BY 1
