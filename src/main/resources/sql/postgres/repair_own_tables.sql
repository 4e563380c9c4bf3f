-- Brings the service's own tables back to the lab's, after those were dropped and made anew: rows of episodes that are gone are
-- deleted, and the foreign keys that went with the dropped table are made again.
DO $$
DECLARE
    own text;
BEGIN
    FOREACH own IN ARRAY ARRAY['receipts', 'agent_labels', 'additions', 'rejects'] LOOP
        EXECUTE format('DELETE FROM %I o WHERE NOT EXISTS (SELECT 1 FROM episodes e WHERE e.episode_id = o.episode_id)', own);
        IF NOT EXISTS (
            SELECT 1 FROM pg_constraint
            WHERE contype = 'f' AND conrelid = to_regclass(own) AND confrelid = to_regclass('episodes')
        ) THEN
            EXECUTE format('ALTER TABLE %I ADD FOREIGN KEY (episode_id) REFERENCES episodes ON DELETE CASCADE', own);
        END IF;
    END LOOP;
END
$$
