-- The ids of agents that a file gives as labels; observations have whole numbers in their place.

CREATE TABLE agent_labels (
    episode_id VARCHAR NOT NULL,
    agent_type_id VARCHAR NOT NULL,
    agent_id INTEGER NOT NULL,
    label VARCHAR NOT NULL
);

-- What was answered when property values were added to an episode, and by how many its values grew.

CREATE TABLE additions (
    episode_id VARCHAR NOT NULL,
    values_added BIGINT NOT NULL,
    receipt JSON NOT NULL,
    created_at TIMESTAMP NOT NULL DEFAULT current_localtimestamp()
);
