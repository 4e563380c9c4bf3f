-- Takes property values as binary rows, in this order of columns.
COPY extended_properties (observation_id, property_id, value_float, value_text) FROM STDIN (FORMAT binary)
