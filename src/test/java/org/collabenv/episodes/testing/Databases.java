package org.collabenv.episodes.testing;

import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.duckdb.DuckDbStore;
import org.collabenv.episodes.store.postgres.PostgresStore;
import org.collabenv.episodes.store.tables.Database;

/** Finds the database of a store that a test has opened itself. */
public final class Databases {

    private Databases() {}

    public static Database of(EpisodeStore store) {
        return store instanceof PostgresStore postgres ? postgres.database() : ((DuckDbStore) store).database();
    }
}
