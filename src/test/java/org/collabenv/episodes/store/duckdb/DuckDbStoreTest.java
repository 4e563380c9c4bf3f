package org.collabenv.episodes.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.collabenv.episodes.store.Claims;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.EpisodeStoreContract;
import org.collabenv.episodes.testing.DuckDb;
import org.collabenv.episodes.testing.Tables;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbStoreTest extends EpisodeStoreContract {

    private static final String MEMORY_LIMIT = "256MB";

    @TempDir
    private Path folder;

    @Override
    protected EpisodeStore open() {
        return new DuckDbStore(file(), MEMORY_LIMIT, Duration.ZERO);
    }

    @Override
    protected Tables tables() {
        // The same process shares one instance of a file, if it asks for the same settings.
        Properties settings = new Properties();
        settings.setProperty("memory_limit", MEMORY_LIMIT);
        settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        return new Tables(() -> DuckDb.file(file(), settings));
    }

    /** Programs that had the file open before may have given observations ids of their own. */
    @Test
    void idsThatAnotherProgramGaveAreNotGivenAgain() {
        load("ours", 2, 2);
        store.close();
        tables().execute(
                        "INSERT INTO observations (observation_id, episode_id, time_index, agent_id, agent_type_id, x, y)"
                                + " SELECT 1000000000000 + i, 'ours', 100 + i, 1, 'agent', 0, 0 FROM range(5) t(i)");

        store = new DuckDbStore(file(), MEMORY_LIMIT, Duration.ZERO);
        claims = new Claims(store);
        load("next", 2, 2);
        tables().execute("INSERT INTO observations (episode_id, time_index, agent_id, agent_type_id, x, y)"
                + " VALUES ('ours', 200, 1, 'agent', 0, 0)");

        assertThat(tables().number("SELECT count(DISTINCT observation_id) FROM observations"))
                .isEqualTo(4 + 5 + 4 + 1);
        assertThat(tables().number("SELECT min(observation_id) FROM observations WHERE episode_id = 'next'"))
                .isGreaterThan(1_000_000_000_004L);
    }

    protected final Path file() {
        return folder.resolve("tracking.duckdb");
    }
}
