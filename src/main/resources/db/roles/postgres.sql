-- The least that the service needs of PostgreSQL, for a role that does not own the tables. Run it as their owner (the
-- last line as superuser), once the schema is there: start the service once as the owner to make it, and after each
-- update that changes it. LeastPrivilegesIT holds that the service works with these and fails without any of them.

GRANT CONNECT, TEMPORARY ON DATABASE tracking_analytics TO episode_ingest;
GRANT USAGE ON SCHEMA public TO episode_ingest;

-- UPDATE is also what locking a row needs.
GRANT SELECT, INSERT, UPDATE ON categories TO episode_ingest;
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO episode_ingest;
GRANT SELECT, INSERT, UPDATE, DELETE ON episodes TO episode_ingest;
GRANT SELECT, INSERT, UPDATE ON agent_types TO episode_ingest;
GRANT SELECT, INSERT, UPDATE ON property_definitions TO episode_ingest;

-- What an episode owns goes with it, by the foreign keys, in the name of the tables' owner.
GRANT SELECT, INSERT, UPDATE ON observations TO episode_ingest;
-- Only with episodes.store.postgres.values=direct, where the service takes the ids of observations itself:
-- GRANT USAGE ON SEQUENCE observations_observation_id_seq TO episode_ingest;
GRANT SELECT, INSERT, DELETE ON extended_properties TO episode_ingest;
GRANT SELECT, INSERT ON agent_labels TO episode_ingest;
GRANT SELECT, INSERT ON receipts TO episode_ingest;
GRANT SELECT, INSERT ON additions TO episode_ingest;
GRANT SELECT, INSERT ON rejects TO episode_ingest;
GRANT SELECT, INSERT, UPDATE ON uploads TO episode_ingest;

-- At start it looks whether the schema is the one it knows.
GRANT SELECT ON databasechangelog TO episode_ingest;
GRANT SELECT, UPDATE ON databasechangeloglock TO episode_ingest;

-- Checks the foreign keys once per load instead of once per row; it works without, several times slower.
GRANT SET ON PARAMETER session_replication_role TO episode_ingest;
