--liquibase formatted sql

--changeset episode-ingest:velocities splitStatements:true
--comment: How velocities were computed; earlier versions knew one way only.
ALTER TABLE receipts ADD COLUMN velocity text;
UPDATE receipts SET velocity = 'forward interpolate second' WHERE velocity_derived;
ALTER TABLE receipts DROP COLUMN velocity_derived;
