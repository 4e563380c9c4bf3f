-- Takes the property values of observations as binary rows, in this order of columns.
COPY staged_properties (time_index, agent_id, agent_type_id, numbers, texts) FROM STDIN (FORMAT binary)
