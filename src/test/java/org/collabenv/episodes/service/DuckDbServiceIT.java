package org.collabenv.episodes.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.collabenv.episodes.testing.ServiceProcess;
import org.junit.jupiter.api.Test;

class DuckDbServiceIT extends ServiceContract {

    /** Nothing is set: this is the default. */
    @Override
    protected Map<String, String> environment() {
        return Map.of();
    }

    /** DuckDB itself may take 512 MB. */
    @Override
    protected long memoryBound() {
        return 800_000_000;
    }

    @Override
    protected String keptIn() {
        return "DuckDB file " + folder.resolve("tracking.duckdb");
    }

    @Test
    void secondServiceOnTheSameFileDoesNotStartAndSaysWhy() throws Exception {
        try (ServiceProcess first = ServiceProcess.start(folder, environment())) {
            assertThat(first.port()).isPositive();
            try (ServiceProcess second = ServiceProcess.start(
                    folder.resolve("second"),
                    Map.of("DUCKDB_PATH", folder.resolve("tracking.duckdb").toString()))) {
                assertThat(second.exitCode()).isNotZero();
                assertThat(second.log()).contains("tracking.duckdb cannot be opened");
            }
        }
    }

    @Test
    void unknownDatabaseStopsTheStart() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, Map.of("DB_BACKEND", "oracle"))) {
            assertThat(service.exitCode()).isNotZero();
            assertThat(service.log()).contains("oracle").contains("duckdb,postgres");
        }
    }
}
