package org.collabenv.episodes.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.collabenv.episodes.testing.CommitProxy;
import org.collabenv.episodes.testing.OwnPostgres;
import org.collabenv.episodes.testing.RawUpload;
import org.collabenv.episodes.testing.ServiceProcess;
import org.collabenv.episodes.testing.SmallDisk;
import org.collabenv.episodes.testing.Tables;
import org.collabenv.episodes.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresFaultsIT extends FaultsContract {

    private final TestPostgres.Database database = TestPostgres.newDatabase();

    @TempDir
    private Path serverFolder;

    @Override
    protected final Map<String, String> environment() {
        return database.environment(values());
    }

    /** The path of property values into their table. */
    protected String values() {
        return "staged";
    }

    /** The statement in the middle of which values are stored. */
    protected String storesValues() {
        return "INSERT INTO extended_properties";
    }

    @Override
    protected Tables tables() {
        return new Tables(database::connect);
    }

    /** In the middle of the way of property values into their table, for certain: it waits for a lock that we hold. */
    @Test
    void serviceKilledWhileValuesAreStored() throws Exception {
        try (Connection other = database.connect();
                Statement lock = other.createStatement();
                ServiceProcess service = ServiceProcess.start(folder, environment())) {
            int port = service.port();
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE extended_properties IN SHARE ROW EXCLUSIVE MODE");
            try (RawUpload upload = begin(port, "copying")) {
                upload.chunk(rows(1_000)).lastChunk();
                awaitStatement(storesValues());
                service.kill();
            }
        }

        try (ServiceProcess next = ServiceProcess.start(folder, environment())) {
            assertFailedAndGone(next.port(), "copying");
        }
        assertNothingIsOrphaned();
    }

    @Test
    void serverKilledMidwayAndStartedAgain() throws Exception {
        try (OwnPostgres server = new OwnPostgres(serverFolder.resolve("data"));
                ServiceProcess service =
                        ServiceProcess.start(folder, server.database().environment(values()))) {
            int port = service.port();
            load(port, "before").then().statusCode(201);
            try (RawUpload upload = begin(port, "midway")) {
                upload.chunk(rows(100_000));
                awaitRows(port, "midway", 50_000);
                server.kill();
                upload.chunk(rows(100_000)).lastChunk();

                assertThat(upload.answer())
                        .contains(" 503 ")
                        .contains("Retry-After")
                        .contains("database-unavailable");
            }
            load(port, "meanwhile").then().statusCode(503).header("Retry-After", equalTo("5"));

            server.startAgain();

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> load(port, "after").statusCode() == 201);
            assertFailedAndGone(port, "midway");
            given().port(port).get("/episodes/before/status").then().body("verified", equalTo(true));
        }
    }

    @Test
    void lockThatSomebodyHoldsIsWaitedForWithinBounds() throws Exception {
        try (Connection other = database.connect();
                Statement lock = other.createStatement();
                ServiceProcess service = ServiceProcess.start(folder, environment())) {
            int port = service.port();
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE observations IN ACCESS EXCLUSIVE MODE");

            CompletableFuture<Response> load = CompletableFuture.supplyAsync(() -> load(port, "waiting"));

            load.get(25, TimeUnit.SECONDS)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "5")
                    .body("type", endsWith(":database-busy"));
            other.rollback();
            load(port, "waiting").then().statusCode(201);
        }
    }

    /** Only the database knows whether the rows are there: the same upload sent again finds out. */
    @Test
    void connectionThatIsLostAroundTheCommit() throws Exception {
        try (CommitProxy proxy = new CommitProxy(database);
                ServiceProcess service =
                        ServiceProcess.start(folder, proxy.through().environment(values()))) {
            int port = service.port();
            for (CommitProxy.Loss lost : List.of(CommitProxy.Loss.ANSWER, CommitProxy.Loss.COMMAND)) {
                String id = "unconfirmed-" + lost;
                proxy.lose(lost);

                loadOnce(port, id)
                        .then()
                        .statusCode(503)
                        .header("Retry-After", notNullValue())
                        .body("type", endsWith(":commit-unconfirmed"));

                boolean stored = lost == CommitProxy.Loss.ANSWER;
                await().atMost(Duration.ofSeconds(30))
                        .until(
                                () -> given().port(port).get("/uploads/" + id).path("state"),
                                equalTo(stored ? "completed" : "failed"));
                loadOnce(port, id).then().statusCode(stored ? 200 : 201).body("observations", equalTo(2));
                given().port(port)
                        .get("/episodes/{id}/status", id)
                        .then()
                        .body("observations.stored", equalTo(2))
                        .body("verified", equalTo(true));
            }
        }
    }

    private static Response loadOnce(int port, String id) {
        return given().port(port)
                .contentType("text/csv")
                .header("Idempotency-Key", id)
                .body(ROWS)
                .post("/episodes?episode_id=" + id);
    }

    /** A backend that is stopped answers nothing, and its connection stays open. */
    @Test
    void loadWhoseBackendHangsIsCancelled() throws Exception {
        try (OwnPostgres server = new OwnPostgres(serverFolder.resolve("data"));
                ServiceProcess service =
                        ServiceProcess.start(folder, server.database().environment(values()))) {
            int port = service.port();
            Tables tables = new Tables(server.database()::connect);
            try (RawUpload upload = begin(port, "hanging")) {
                upload.chunk(rows(20_000));
                awaitRows(port, "hanging", 10_000);
                long backend = stopIdleBackend(tables);
                try {
                    sendMeanwhile(upload);
                    TimeUnit.SECONDS.sleep(2);

                    given().port(port).delete("/uploads/hanging").then().statusCode(202);

                    assertThat(upload.answer()).contains(" 409 ").contains("upload-cancelled");
                    given().port(port).get("/q/health/ready").then().statusCode(200);
                    load(port, "next").then().statusCode(201);
                } finally {
                    OwnPostgres.signal("CONT", backend);
                }
            }
        }
    }

    /**
     * Stops the backend of the load while it waits for the load's next statement: in the middle of one it may hold a
     * lock of the server itself, for which every other load would wait.
     */
    private static long stopIdleBackend(Tables tables) {
        return await().atMost(Duration.ofSeconds(60)).until(() -> stopIfIdle(tables), backend -> backend != 0);
    }

    private static long stopIfIdle(Tables tables) throws IOException, InterruptedException {
        List<String> waiting = idleBackends(tables);
        if (waiting.size() != 1) {
            return 0;
        }
        long backend = Long.parseLong(waiting.get(0));
        OwnPostgres.signal("STOP", backend);
        if (idleBackends(tables).equals(waiting)) {
            return backend;
        }
        OwnPostgres.signal("CONT", backend);
        return 0;
    }

    /** Returns the backends that have written observations and wait: the heartbeat, too, is idle in a transaction for moments. */
    private static List<String> idleBackends(Tables tables) {
        return tables.rows(
                "SELECT DISTINCT pid FROM pg_stat_activity JOIN pg_locks USING (pid) WHERE state = 'idle in transaction'"
                        + " AND relation = 'observations'::regclass AND mode = 'RowExclusiveLock'");
    }

    @Test
    void serverThatHangsIsGivenUpAndComesBack() throws Exception {
        try (OwnPostgres server = new OwnPostgres(serverFolder.resolve("data"));
                ServiceProcess service =
                        ServiceProcess.start(folder, server.database().environment(values()))) {
            int port = service.port();
            load(port, "before").then().statusCode(201);
            try (RawUpload upload = begin(port, "hanging")) {
                upload.chunk(rows(20_000));
                awaitRows(port, "hanging", 10_000);
                server.freeze(true);
                try {
                    sendMeanwhile(upload);

                    long asked = System.nanoTime();
                    given().port(port).get("/q/health/ready").then().statusCode(503);
                    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(8));
                    assertThat(CompletableFuture.supplyAsync(() -> answer(upload))
                                    .get(60, TimeUnit.SECONDS))
                            .contains(" 503 ")
                            .contains("database-unavailable");
                } finally {
                    server.freeze(false);
                }
            }

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> load(port, "after").statusCode() == 201);
            given().port(port).get("/q/health/ready").then().statusCode(200);
            assertFailedAndGone(port, "hanging");
        }
    }

    /** Sends on another thread, which waits as soon as the service does. */
    private static void sendMeanwhile(RawUpload upload) {
        Thread sender = new Thread(() -> {
            try {
                upload.chunk(rows(200_000)).lastChunk();
            } catch (IOException e) {
                // The service has given the upload up.
            }
        });
        sender.setDaemon(true);
        sender.start();
    }

    private static String answer(RawUpload upload) {
        try {
            return upload.answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void serverWithoutAFreeConnection() throws Exception {
        String role = TestPostgres.newRole();
        tables().execute("GRANT ALL ON DATABASE %s TO %s".formatted(database.name(), role));
        tables().execute("GRANT ALL ON SCHEMA public TO " + role);
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("POSTGRES_USER", role);
        environment.put("POSTGRES_PASSWORD", role);
        try (ServiceProcess service = ServiceProcess.start(folder, environment)) {
            int port = service.port();
            tables().execute("ALTER ROLE " + role + " CONNECTION LIMIT 0");
            tables().rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + role + "'");

            load(port, "late").then().statusCode(503).body("type", endsWith(":database-unavailable"));

            tables().execute("ALTER ROLE " + role + " CONNECTION LIMIT -1");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> load(port, "late").statusCode() == 201);
        }
    }

    @Test
    void fullDisk() throws Exception {
        try (SmallDisk disk = new SmallDisk(serverFolder.resolve("disk"), 24);
                OwnPostgres server = new OwnPostgres(serverFolder.resolve("data"))) {
            Path space = Files.createDirectories(disk.folder().resolve("space"));
            Tables tables = new Tables(server.database()::connect);
            tables.execute("CREATE TABLESPACE small LOCATION '" + space + "'");
            tables.execute("CREATE DATABASE lab TABLESPACE small");
            TestPostgres.Database lab =
                    new TestPostgres.Database("localhost", server.database().port(), "lab", "postgres", "");
            try (ServiceProcess service = ServiceProcess.start(folder, lab.environment(values()))) {
                int port = service.port();
                load(port, "before").then().statusCode(201);

                loadTooMuch(port);

                given().port(port).get("/episodes/before/status").then().body("verified", equalTo(true));
                // What a load has written and rolled back takes its room until a vacuum.
                disk.grow(48);
                assertFailedAndGone(port, "large");
            }
        }
    }

    private void awaitStatement(String statement) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> tables().number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND wait_event_type = 'Lock' AND pid <> pg_backend_pid() AND query LIKE '%"
                                + statement + "%'")
                        > 0);
    }
}
