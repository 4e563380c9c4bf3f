--liquibase formatted sql

--changeset episode-ingest:uploads splitStatements:true
--comment: The ledger: every upload with what became of it, also of those that failed or died with their service.
CREATE TABLE uploads (
    upload_id text COLLATE "C" PRIMARY KEY,
    kind text NOT NULL,
    episode_id text COLLATE "C" NOT NULL,
    parameters text NOT NULL,
    state text NOT NULL,
    attempt text NOT NULL,
    rows_read bigint NOT NULL DEFAULT 0,
    bytes_received bigint NOT NULL DEFAULT 0,
    sha256 text,
    answer json,
    cancel_requested boolean NOT NULL DEFAULT false,
    started_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    seen_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ended_at timestamptz
);
CREATE INDEX idx_uploads_running ON uploads (seen_at) WHERE state = 'running';
ALTER TABLE receipts ADD COLUMN upload_id text COLLATE "C", ADD COLUMN sha256 text;
CREATE INDEX idx_receipts_sha256 ON receipts (sha256);
ALTER TABLE additions ADD COLUMN upload_id text COLLATE "C", ADD COLUMN observations_added bigint NOT NULL DEFAULT 0;

--changeset episode-ingest:rejects splitStatements:true
--comment: The rows that loads have left out, as gzip, so that they can be mended and sent again.
CREATE TABLE rejects (
    episode_id text COLLATE "C" NOT NULL REFERENCES episodes ON DELETE CASCADE,
    upload_id text COLLATE "C" NOT NULL,
    media_type text NOT NULL,
    rows_rejected bigint NOT NULL,
    content bytea NOT NULL,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (episode_id, upload_id)
);
ALTER TABLE rejects ALTER COLUMN content SET STORAGE EXTERNAL;
