-- Selects the staged values of one property that has numbers.
SELECT observation_id, :property_id_<place>, property_<place>, NULL
FROM staged_observations
WHERE property_<place> IS NOT NULL
