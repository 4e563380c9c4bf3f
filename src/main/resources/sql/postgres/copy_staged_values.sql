-- Takes values to add as binary rows, in this order of columns.
COPY staged_values (place, time_index, agent_id, agent_type_id, property_id, value_float, value_text) FROM STDIN (FORMAT binary)
