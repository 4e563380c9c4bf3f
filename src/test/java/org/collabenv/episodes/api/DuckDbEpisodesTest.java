package org.collabenv.episodes.api;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Properties;
import org.collabenv.episodes.store.StoreConfig;
import org.collabenv.episodes.testing.DuckDb;
import org.collabenv.episodes.testing.DuckDbResource;
import org.collabenv.episodes.testing.Tables;

@QuarkusTest
@QuarkusTestResource(value = DuckDbResource.class, restrictToAnnotatedClass = true)
class DuckDbEpisodesTest extends RetriesContract {

    @Inject
    StoreConfig config;

    @Override
    protected Tables tables() {
        // The same process shares one instance of a file, if it asks for the same settings.
        Properties settings = new Properties();
        settings.setProperty("memory_limit", config.duckdb().memoryLimit());
        return new Tables(() -> DuckDb.file(Path.of(config.duckdb().path()), settings));
    }
}
