-- Stores the staged values of several properties: one of the selects below for each.
INSERT INTO extended_properties (observation_id, property_id, value_float, value_text)
<selects>
