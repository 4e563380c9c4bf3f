--liquibase formatted sql

--changeset episode-ingest:load-facts splitStatements:true
--comment: The facts of a load that the service needs later, as columns; earlier versions kept them in receipts only.
ALTER TABLE receipts
    ADD COLUMN observations bigint,
    ADD COLUMN extended_properties bigint,
    ADD COLUMN time_origin text,
    ADD COLUMN velocity_derived boolean;
UPDATE receipts
SET observations = CAST(receipt ->> 'observations' AS bigint),
    extended_properties = CAST(receipt ->> 'extended_properties' AS bigint),
    time_origin = receipt ->> 'time_origin',
    velocity_derived = coalesce(CAST(receipt -> 'derived' AS text) LIKE '%v_x, v_y and v_z%', false);
