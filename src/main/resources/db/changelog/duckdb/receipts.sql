-- What the service answered when it loaded an episode.

CREATE TABLE receipts (
    episode_id VARCHAR PRIMARY KEY,
    receipt JSON NOT NULL,
    created_at TIMESTAMP NOT NULL DEFAULT current_localtimestamp()
);
