package org.collabenv.episodes.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.collabenv.episodes.testing.ServiceProcess;
import org.collabenv.episodes.testing.TestPostgres;
import org.junit.jupiter.api.Test;

class PostgresServiceIT extends ServiceContract {

    private final TestPostgres.Database database = TestPostgres.newDatabase();

    @Override
    protected Map<String, String> environment() {
        return database.environment();
    }

    @Override
    protected long memoryBound() {
        return 256_000_000;
    }

    @Override
    protected String keptIn() {
        return "PostgreSQL %s:%d/%s".formatted(database.host(), database.port(), database.name());
    }

    @Test
    void replicasThatStartTogetherBothServe() throws Exception {
        try (ServiceProcess one = ServiceProcess.start(folder.resolve("one"), environment());
                ServiceProcess other = ServiceProcess.start(folder.resolve("other"), environment())) {
            assertThat(List.of(one.port(), other.port())).doesNotHaveDuplicates();
        }
    }

    @Test
    void serverThatIsNotThereStopsTheStart() throws Exception {
        try (ServiceProcess service =
                ServiceProcess.start(folder, Map.of("DB_BACKEND", "postgres", "POSTGRES_PORT", "1"))) {
            assertThat(service.exitCode()).isNotZero();
            assertThat(service.log()).contains("The database cannot be reached");
        }
    }
}
