-- The foreign keys between episodes, sessions and categories keep DuckDB from deleting a session with its episodes in
-- one transaction, and from changing a session's category. The rows are set aside; adoption-parents-put-back.sql ends it.

CREATE TABLE kept_episodes AS SELECT * FROM episodes;

CREATE TABLE kept_sessions AS SELECT * FROM sessions;

DROP TABLE episodes;

DROP TABLE sessions;
