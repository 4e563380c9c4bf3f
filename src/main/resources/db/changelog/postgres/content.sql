--liquibase formatted sql

--changeset episode-ingest:content splitStatements:true
--comment: The digest of what each load stored; null for loads of earlier versions.
ALTER TABLE receipts ADD COLUMN content bigint;
ALTER TABLE additions ADD COLUMN content bigint;
