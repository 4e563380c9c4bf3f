-- The episodes and sessions of a file that another program made, in the tables that the changes have made.

INSERT INTO sessions BY NAME SELECT * FROM kept_sessions;

INSERT INTO episodes BY NAME SELECT * FROM kept_episodes;

DROP TABLE kept_episodes;

DROP TABLE kept_sessions;
