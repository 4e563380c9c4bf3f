package org.collabenv.episodes.store.duckdb;

import java.nio.file.Path;
import java.util.Properties;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.EpisodeStoreContract;
import org.collabenv.episodes.testing.DuckDb;
import org.collabenv.episodes.testing.Tables;
import org.junit.jupiter.api.io.TempDir;

class DuckDbStoreTest extends EpisodeStoreContract {

    private static final String MEMORY_LIMIT = "256MB";

    @TempDir
    private Path folder;

    @Override
    protected EpisodeStore open() {
        return new DuckDbStore(file(), MEMORY_LIMIT);
    }

    @Override
    protected Tables tables() {
        // The same process shares one instance of a file, if it asks for the same settings.
        Properties settings = new Properties();
        settings.setProperty("memory_limit", MEMORY_LIMIT);
        return new Tables(() -> DuckDb.file(file(), settings));
    }

    protected final Path file() {
        return folder.resolve("tracking.duckdb");
    }
}
