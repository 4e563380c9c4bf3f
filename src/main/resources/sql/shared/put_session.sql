-- Creates a session, or changes the given columns of one that exists.
INSERT INTO sessions (session_id, session_name, category_id, config, metadata)
VALUES (:session_id, coalesce(CAST(:session_name AS text), :session_id), coalesce(CAST(:category_id AS text), :default_category),
        CAST(:config AS json), CAST(:metadata AS json))
ON CONFLICT (session_id) DO UPDATE
SET session_name = coalesce(CAST(:session_name AS text), sessions.session_name),
    category_id = coalesce(CAST(:category_id AS text), sessions.category_id),
    config = coalesce(excluded.config, sessions.config),
    metadata = coalesce(excluded.metadata, sessions.metadata)
