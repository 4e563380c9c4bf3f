-- Returns by how many observations and property values an episode has grown since it was loaded.
SELECT CAST(coalesce(sum(observations_added), 0) AS bigint) AS observations,
       CAST(coalesce(sum(values_added), 0) AS bigint) AS extended_properties
FROM additions
WHERE episode_id = :episode_id
