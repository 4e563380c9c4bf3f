package org.collabenv.episodes.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** Runs the service under test on a DuckDB file of its own. */
public final class DuckDbResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        try {
            return Map.of(
                    "DB_BACKEND",
                    "duckdb",
                    "DUCKDB_PATH",
                    Files.createTempDirectory("episodes")
                            .resolve("tracking.duckdb")
                            .toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // The operating system clears its folder of temporary files.
    }
}
