-- Takes staged records as binary rows, in this order of columns.
COPY staged_rows (place, time_index, agent_id, agent_type_id, numbers, texts) FROM STDIN (FORMAT binary)
