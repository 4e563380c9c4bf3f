--liquibase formatted sql

--changeset episode-ingest:saved-mappings splitStatements:true
--comment: Reading parameters that a lab has saved under a name, as an object of strings.
CREATE TABLE saved_mappings (
    mapping_name text COLLATE "C" PRIMARY KEY,
    parameters text NOT NULL
);
