-- Stores the staged values of several properties, each by one of the selects that are inserted below.
INSERT INTO extended_properties (observation_id, property_id, value_float, value_text)
<selects>
