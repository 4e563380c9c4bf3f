-- Returns how many values a property has in an episode, and between which numbers the finite ones lie. The range of the episode's
-- ids keeps the values of all other episodes from being read. The greatest finite number is written as text, since databases read
-- long literals as decimals.
WITH of_episode AS MATERIALIZED (
    SELECT observation_id FROM observations WHERE episode_id = :episode_id
)
SELECT count(value_float) AS values_stored,
       count(value_text) AS texts,
       count(*) FILTER (WHERE is_finite) AS finite,
       coalesce(min(CASE WHEN is_finite THEN value_float END), 0) AS least,
       coalesce(max(CASE WHEN is_finite THEN value_float END), 0) AS greatest
FROM (
    SELECT p.value_float, p.value_text,
           p.value_float BETWEEN CAST('-1.7976931348623157e308' AS double precision)
                             AND CAST('1.7976931348623157e308' AS double precision) AS is_finite
    FROM extended_properties p
    JOIN of_episode o ON o.observation_id = p.observation_id
    WHERE p.property_id = :property_id
      AND p.observation_id BETWEEN (SELECT min(observation_id) FROM of_episode) AND (SELECT max(observation_id) FROM of_episode)
) of_property
