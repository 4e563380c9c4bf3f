package org.collabenv.episodes.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import java.nio.file.Files;
import java.nio.file.Path;
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
