--liquibase formatted sql

--changeset episode-ingest:redundant-indexes splitStatements:true
--comment: Indexes of earlier lab databases that a primary key covers by its first columns. They only slow every load.
DROP INDEX IF EXISTS idx_obs_episode;
DROP INDEX IF EXISTS idx_obs_episode_time;
DROP INDEX IF EXISTS idx_ext_props_observation;
