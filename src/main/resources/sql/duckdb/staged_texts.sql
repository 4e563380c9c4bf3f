-- The staged values of one property that are texts.
SELECT observation_id, :property_id_<place>, NULL, property_<place>
FROM staged_observations
WHERE property_<place> IS NOT NULL
