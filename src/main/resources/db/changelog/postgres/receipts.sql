--liquibase formatted sql

--changeset episode-ingest:receipts splitStatements:true
--comment: What the service answered when it loaded an episode. json, not jsonb: it is given back as it was written.
CREATE TABLE receipts (
    episode_id text COLLATE "C" PRIMARY KEY REFERENCES episodes ON DELETE CASCADE,
    receipt json NOT NULL,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP
);
