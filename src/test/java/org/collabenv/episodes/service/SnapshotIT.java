package org.collabenv.episodes.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.collabenv.episodes.testing.DuckDb;
import org.collabenv.episodes.testing.ServiceProcess;
import org.collabenv.episodes.testing.Tables;
import org.collabenv.episodes.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader of the whole database, while uploads run. */
class SnapshotIT {

    private static final int ROWS = 5_000;

    @TempDir
    private Path folder;

    @Test
    void snapshotHasWholeEpisodesWhileOthersAreLoaded() throws Exception {
        AtomicBoolean goesOn = new AtomicBoolean(true);
        ExecutorService client = Executors.newSingleThreadExecutor();
        try (ServiceProcess service = ServiceProcess.start(folder, Map.of())) {
            int port = service.port();
            String file = FaultsContract.rows(ROWS);
            Future<Integer> loads = client.submit(() -> {
                int stored = 0;
                while (goesOn.get()) {
                    given().port(port)
                            .contentType("text/csv")
                            .body(file)
                            .post("/episodes?episode_id=e" + stored++)
                            .then()
                            .statusCode(201);
                }
                return stored;
            });

            long before = 0;
            for (int i = 0; i < 6; i++) {
                Thread.sleep(400);
                long episodes = read(port, folder.resolve("copy-" + i + ".duckdb"));
                assertThat(episodes).isGreaterThanOrEqualTo(before);
                before = episodes;
            }
            goesOn.set(false);

            int stored = loads.get();
            assertThat(before).isBetween(1L, (long) stored);
            assertThat(read(port, folder.resolve("last.duckdb"))).isEqualTo(stored);
            try (Stream<Path> left = Files.walk(folder)) {
                assertThat(left.map(Path::toString)).noneMatch(name -> name.contains(".snapshot"));
            }
        } finally {
            client.shutdownNow();
        }
    }

    /** Opens a snapshot as a notebook would, and returns its number of episodes, each of which is whole. */
    private static long read(int port, Path copy) throws Exception {
        Files.write(
                copy,
                given().port(port)
                        .get("/database/snapshot")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray());
        Tables tables = new Tables(() -> DuckDb.file(copy, new Properties()));
        long episodes = tables.number("SELECT count(*) FROM episodes");
        assertThat(tables.number("SELECT count(*) FROM observations")).isEqualTo(episodes * ROWS);
        assertThat(tables.rows("SELECT DISTINCT observations FROM receipts")).isSubsetOf(List.of(String.valueOf(ROWS)));
        return episodes;
    }

    @Test
    void fileThatNobodyUsesIsClosedForOthersAndOpenedAgain() throws Exception {
        Path file = folder.resolve("tracking.duckdb");
        Tables others = new Tables(() -> DuckDb.file(file, new Properties()));
        Map<String, String> environment = Map.of("EPISODES_STORE_DUCKDB_RELEASE_AFTER", "1S");
        try (ServiceProcess service = ServiceProcess.start(folder, environment)) {
            int port = service.port();
            load(port, "first").then().statusCode(201);

            await().atMost(Duration.ofSeconds(20))
                    .ignoreException(IllegalStateException.class)
                    .untilAsserted(() -> assertThat(others.number("SELECT count(*) FROM episodes"))
                            .isEqualTo(1));
            given().port(port).get("/q/health/ready").then().statusCode(200);
            // Another program writes meanwhile, with an id of its own.
            others.execute(
                    "INSERT INTO observations (observation_id, episode_id, time_index, agent_id, agent_type_id, x, y)"
                            + " VALUES (1000000, 'first', 7, 7, 'agent', 1, 2)");

            load(port, "second").then().statusCode(201);
            given().port(port).get("/episodes/second/status").then().body("verified", equalTo(true));

            await().atMost(Duration.ofSeconds(20))
                    .ignoreException(IllegalStateException.class)
                    .untilAsserted(() -> assertThat(others.number(
                                    "SELECT min(observation_id) FROM observations WHERE episode_id = 'second'"))
                            .isGreaterThan(1_000_000));
            try (Connection held = DuckDb.file(file, new Properties())) {
                assertThat(held.isValid(1)).isTrue();
                load(port, "third").then().statusCode(503).body("type", endsWith(":database-unavailable"));
            }
            load(port, "third").then().statusCode(201);
        }
    }

    private static Response load(int port, String id) {
        return given().port(port)
                .contentType("text/csv")
                .body(FaultsContract.rows(10))
                .post("/episodes?episode_id=" + id);
    }

    @Test
    void serverIsReadByItself() throws Exception {
        try (ServiceProcess service =
                ServiceProcess.start(folder, TestPostgres.newDatabase().environment())) {
            given().port(service.port())
                    .get("/database/snapshot")
                    .then()
                    .statusCode(404)
                    .body("detail", containsString("PostgreSQL"));
        }
    }
}
