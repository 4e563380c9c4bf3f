-- Creates the table of the properties by their places in the staged arrays, for values that are added to a stored
-- episode.
CREATE TEMPORARY TABLE IF NOT EXISTS staged_properties (
    place bigint NOT NULL,
    property_id text COLLATE "C" NOT NULL
) ON COMMIT DELETE ROWS
