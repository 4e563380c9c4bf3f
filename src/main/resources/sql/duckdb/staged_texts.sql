-- Selects the staged values of one property that has strings.
SELECT observation_id, :property_id_<place>, NULL, property_<place>
FROM staged_observations
WHERE property_<place> IS NOT NULL
