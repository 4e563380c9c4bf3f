-- Reading parameters that a lab has saved under a name, as an object of strings.

CREATE TABLE saved_mappings (
    mapping_name VARCHAR PRIMARY KEY,
    parameters VARCHAR NOT NULL
);
