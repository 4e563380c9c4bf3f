-- Grants the least privileges that the service needs on PostgreSQL to a role that does not own the tables. Run this as
-- their owner (the last line as superuser) once the schema exists, and after each update that changes the schema; to
-- create it, start the service once as the owner. LeastPrivilegesIT verifies that the service works with these
-- privileges and fails without any of them.

GRANT CONNECT, TEMPORARY ON DATABASE tracking_analytics TO episode_ingest;
GRANT USAGE ON SCHEMA public TO episode_ingest;

-- Locking a row needs UPDATE too.
GRANT SELECT, INSERT, UPDATE ON categories TO episode_ingest;
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO episode_ingest;
GRANT SELECT, INSERT, UPDATE, DELETE ON episodes TO episode_ingest;
GRANT SELECT, INSERT, UPDATE, DELETE ON agent_types TO episode_ingest;
GRANT SELECT, INSERT, UPDATE, DELETE ON property_definitions TO episode_ingest;

-- The rows that belong to an episode are deleted with it by the foreign keys, with the rights of the tables' owner.
GRANT SELECT, INSERT, UPDATE ON observations TO episode_ingest;
-- Needed only if the ids of observations come from a serial column, as in databases that labs made, or with
-- episodes.store.postgres.values=direct, where the service takes the ids itself; not for an identity column.
-- GRANT USAGE ON SEQUENCE observations_observation_id_seq TO episode_ingest;
GRANT SELECT, INSERT, DELETE ON extended_properties TO episode_ingest;
GRANT SELECT, INSERT ON agent_labels TO episode_ingest;
GRANT SELECT, INSERT ON receipts TO episode_ingest;
GRANT SELECT, INSERT ON additions TO episode_ingest;
GRANT SELECT, INSERT, DELETE ON rejects TO episode_ingest;
GRANT SELECT, INSERT, UPDATE, DELETE ON uploads TO episode_ingest;
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_mappings TO episode_ingest;

-- At start the service verifies that the schema has its version.
GRANT SELECT ON databasechangelog TO episode_ingest;
GRANT SELECT, UPDATE ON databasechangeloglock TO episode_ingest;

-- This lets the service check foreign keys once per load instead of once per row; without it, loads are several times
-- slower.
GRANT SET ON PARAMETER session_replication_role TO episode_ingest;
