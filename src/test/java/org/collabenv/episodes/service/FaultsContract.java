package org.collabenv.episodes.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.collabenv.episodes.testing.DuckDb;
import org.collabenv.episodes.testing.RawUpload;
import org.collabenv.episodes.testing.ServiceProcess;
import org.collabenv.episodes.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What goes wrong around the service, done for real: afterwards nothing of the load is there, the ledger says so, and
 * the next load works. The tests mostly wait, so they run beside one another.
 */
@Execution(ExecutionMode.CONCURRENT)
abstract class FaultsContract {

    static final String ROWS = "time,id,x,y,pace\n0,1,2,3,4\n1,1,2,3,4\n";

    @TempDir
    protected Path folder;

    /** The environment that chooses the database. */
    protected abstract Map<String, String> environment();

    /** The database behind the service's back, while no service has it. */
    protected abstract Tables tables();

    @Test
    void serviceKilledWhileItReceives() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, environment());
                RawUpload upload = begin(service.port(), "killed")) {
            upload.chunk(rows(150_000));
            awaitRows(service.port(), "killed", 100_000);
            service.kill();
        }

        try (ServiceProcess next = ServiceProcess.start(folder, environment())) {
            assertFailedAndGone(next.port(), "killed");
        }
    }

    /** At whatever moment of the end: either it is all there and the ledger says so, or nothing is. */
    @Test
    void serviceKilledWhileItJoinsAndCommits() throws Exception {
        for (int delay : SoakContract.isLong() ? new int[] {0, 40, 120, 300, 700, 1500} : new int[] {200}) {
            String id = "end-" + delay;
            try (ServiceProcess service = ServiceProcess.start(folder, environment());
                    RawUpload upload = begin(service.port(), id)) {
                upload.chunk(rows(60_000)).lastChunk();
                TimeUnit.MILLISECONDS.sleep(delay);
                service.kill();
            }
            try (ServiceProcess next = ServiceProcess.start(folder, environment())) {
                String state = settledState(next.port(), id);
                Response status = given().port(next.port()).get("/episodes/{id}/status", id);
                if (state.equals("completed")) {
                    status.then().statusCode(200).body("verified", is(true)).body("observations.stored", is(60_000));
                } else {
                    assertThat(state).isEqualTo("failed");
                    status.then().statusCode(404);
                }
                load(next.port(), id + "-next").then().statusCode(201);
            }
        }
        assertNothingIsOrphaned();
    }

    @Test
    void clientThatHoldsTheLineIsCutOff() throws Exception {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("QUARKUS_HTTP_READ_TIMEOUT", "2S");
        environment.put("EPISODES_INGEST_SLOTS", "1");
        try (ServiceProcess service = ServiceProcess.start(folder, environment);
                RawUpload silent = begin(service.port(), "silent")) {
            silent.chunk(ROWS);
            awaitRows(service.port(), "silent", 0);
            load(service.port(), "other").then().statusCode(429).header("Retry-After", "5");

            assertFailedAndGone(service.port(), "silent");
        }
    }

    @Test
    void loadThatEndsWithinTheGracePeriodIsStored() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, environment());
                RawUpload upload = begin(service.port(), "finishing")) {
            upload.chunk(ROWS);
            awaitRows(service.port(), "finishing", 0);
            service.terminate();
            TimeUnit.MILLISECONDS.sleep(500);

            assertThat(upload.chunk("2,1,2,3,4\n").lastChunk().statusLine()).contains(" 201 ");
            service.exitCode();
        }

        try (ServiceProcess next = ServiceProcess.start(folder, environment())) {
            given().port(next.port())
                    .get("/episodes/finishing/status")
                    .then()
                    .body("verified", is(true))
                    .body("observations.stored", is(3));
        }
    }

    @Test
    void loadThatOutlastsTheGracePeriodIsRolledBackAndToldSo() throws Exception {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("QUARKUS_SHUTDOWN_TIMEOUT", "1S");
        try (ServiceProcess service = ServiceProcess.start(folder, environment);
                RawUpload upload = begin(service.port(), "endless")) {
            upload.chunk(ROWS);
            awaitRows(service.port(), "endless", 0);
            service.terminate();

            service.exitCode();
            assertThat(service.log()).doesNotContain("have not ended yet");
        }

        try (ServiceProcess next = ServiceProcess.start(folder, environment)) {
            given().port(next.port())
                    .get("/uploads/endless")
                    .then()
                    .body("state", equalTo("failed"))
                    .body("answer.type", anyOf(endsWith(":shutting-down"), endsWith(":incomplete-upload")));
            assertFailedAndGone(next.port(), "endless");
        }
    }

    @Test
    void twoUploadsOfOneIdAtTheSameMoment() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, environment())) {
            int port = service.port();
            for (int round = 0; round < 5; round++) {
                String id = "same-" + round;
                List<Integer> statuses = atOnce(4, i -> given().port(port)
                        .contentType("text/csv")
                        .body(ROWS + "7," + i + ",2,3,4\n")
                        .post("/episodes?episode_id=" + id)
                        .statusCode());

                assertThat(statuses).containsOnlyOnce(201).allMatch(status -> status == 201 || status == 409);
                given().port(port).get("/episodes/{id}/status", id).then().body("observations.stored", is(3));
            }
        }
    }

    /** All bytes of the file are there, so that nothing waits for its client any more. */
    @Test
    void cancelIsHeardWhileASpooledFileIsRead() throws Exception {
        byte[] file = parquet("SELECT i AS time, 1 AS id, i * 0.1 AS x, 2.0 AS y, 'word ' || i AS word"
                + " FROM range(1500000) t(i)");
        try (ServiceProcess service = ServiceProcess.start(folder, environment())) {
            int port = service.port();
            CompletableFuture<Response> load = CompletableFuture.supplyAsync(() -> given().port(port)
                    .contentType("application/octet-stream")
                    .header("Idempotency-Key", "spooled")
                    .body(file)
                    .post("/episodes?episode_id=spooled"));
            awaitRows(port, "spooled", 10_000);

            given().port(port).delete("/uploads/spooled").then().statusCode(202);

            load.get(10, TimeUnit.SECONDS).then().statusCode(409).body("type", endsWith(":upload-cancelled"));
            given().port(port)
                    .get("/uploads/spooled")
                    .then()
                    .body("state", equalTo("cancelled"))
                    .body("rows_read", lessThan(1_500_000));
        }
    }

    private byte[] parquet(String rows) throws Exception {
        Path file = folder.resolve("rows.parquet");
        try (Connection connection = DuckDb.inMemory();
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (%s) TO '%s' (FORMAT parquet)".formatted(rows, file));
        }
        return Files.readAllBytes(file);
    }

    /** Their values are on the way to the database a few megabytes at a time, however wide their rows are. */
    @Test
    void wideAdditionsAtOnceInASmallHeap() throws Exception {
        int rows = 4_096;
        StringBuilder observations = new StringBuilder("time,id,x,y\n");
        StringBuilder values = new StringBuilder("time,id");
        for (int column = 0; column < 100; column++) {
            values.append(",q").append(column);
        }
        values.append('\n');
        for (int row = 0; row < rows; row++) {
            observations.append(row).append(",1,2,3\n");
            values.append(row).append(",1");
            for (int column = 0; column < 100; column++) {
                values.append(",word ").append(1_000_000_000 + row * 100 + column);
            }
            values.append('\n');
        }
        try (ServiceProcess service = ServiceProcess.start(folder, environment(), "-Xmx256m")) {
            int port = service.port();
            for (int i = 0; i < 5; i++) {
                given().port(port)
                        .contentType("text/csv")
                        .body(observations.toString())
                        .post("/episodes?episode_id=wide-" + i + "&session_id=wide-" + i)
                        .then()
                        .statusCode(201);
            }

            List<Integer> statuses = atOnce(5, i -> given().port(port)
                    .contentType("text/csv")
                    .body(values.toString())
                    .post("/episodes/wide-" + i + "/properties")
                    .statusCode());

            assertThat(statuses).containsOnly(201);
            assertThat(service.log()).doesNotContain("OutOfMemoryError");
        }
    }

    @Test
    void moreClientsThanSlots() throws Exception {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("EPISODES_INGEST_SLOTS", "4");
        try (ServiceProcess service = ServiceProcess.start(folder, environment, "-Xmx96m")) {
            int port = service.port();
            load(port, "warm").then().statusCode(201);
            long before = service.memory();
            String file = rows(2_000);
            int clients = 200;

            List<Integer> statuses = atOnce(clients, i -> given().port(port)
                    .contentType("text/csv")
                    .body(file)
                    .post("/episodes?episode_id=client-" + i)
                    .statusCode());

            assertThat(statuses).hasSize(clients).allMatch(status -> status == 201 || status == 429);
            long stored = statuses.stream().filter(status -> status == 201).count();
            assertThat(stored).isPositive();
            assertThat(given().port(port).get("/episodes?limit=1000").<List<?>>path("episodes"))
                    .hasSize((int) stored + 1);
            System.out.printf(
                    "%d clients on 4 slots: %d stored, %d told to come again; memory %d MB before, at most %d MB%n",
                    clients, stored, clients - stored, before >> 20, service.peakMemory() >> 20);
            assertThat(service.peakMemory()).isLessThan(before + (300 << 20));
            load(port, "after").then().statusCode(201);
        }
    }

    protected static RawUpload begin(int port, String id) throws IOException {
        return RawUpload.chunked(port, "/episodes?episode_id=" + id, "text/csv\r\nIdempotency-Key: " + id);
    }

    protected static Response load(int port, String id) {
        return given().port(port).contentType("text/csv").body(ROWS).post("/episodes?episode_id=" + id);
    }

    /** More than a small disk has room for. */
    protected static void loadTooMuch(int port) {
        StringBuilder file = new StringBuilder("time,id,x,y,p1,p2,p3,p4,p5,p6,p7,p8,p9\n");
        for (int i = 0; i < 300_000; i++) {
            file.append(i).append(",1,").append(i * 0.37).append(",2");
            for (int property = 0; property < 9; property++) {
                file.append(',').append(Math.sqrt(i + property));
            }
            file.append('\n');
        }
        given().port(port)
                .contentType("text/csv")
                .header("Idempotency-Key", "large")
                .body(file.toString())
                .post("/episodes?episode_id=large")
                .then()
                .statusCode(507)
                .body("type", endsWith(":disk-full"));
        given().port(port).get("/episodes/large").then().statusCode(404);
    }

    protected static String rows(int rows) {
        StringBuilder file = new StringBuilder("time,id,x,y,p1,p2,p3,p4,p5,p6,p7,p8,name\n");
        for (int i = 0; i < rows; i++) {
            file.append(i / 10)
                    .append(',')
                    .append(i % 10)
                    .append(",1.5,2.5,1,2,3,4,5,6,7,")
                    .append(i)
                    .append(",text\n");
        }
        return file.toString();
    }

    protected static void awaitRows(int port, String id, int rows) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> given().port(port).get("/uploads/{id}", id).<Integer>path("rows_read") >= rows);
    }

    /** The state of an upload that its service cannot change any more. */
    protected static String settledState(int port, String id) {
        await().atMost(Duration.ofSeconds(30)).until(() -> !"running"
                .equals(given().port(port).get("/uploads/{id}", id).path("state")));
        Response upload = given().port(port).get("/uploads/{id}", id);
        // Its service may have been killed before it had read the request.
        return upload.statusCode() == 404 ? "failed" : upload.path("state");
    }

    /** The load has failed, nothing of it is there, and its id and key can be used. */
    protected void assertFailedAndGone(int port, String id) {
        assertThat(settledState(port, id)).isEqualTo("failed");
        given().port(port).get("/episodes/{id}", id).then().statusCode(404);
        // A server that is just rolling back still holds the id.
        await().atMost(Duration.ofSeconds(30))
                .until(() -> given().port(port)
                                .contentType("text/csv")
                                .header("Idempotency-Key", id)
                                .body(ROWS)
                                .post("/episodes?episode_id=" + id)
                                .then()
                                .statusCode(anyOf(is(201), is(409)))
                                .extract()
                                .statusCode()
                        == 201);
        given().port(port)
                .get("/episodes/{id}/status", id)
                .then()
                .body("verified", is(true))
                .body("observations.stored", is(2));
    }

    /** Every row belongs to an episode, and every episode is as large as its receipt says. */
    protected final void assertNothingIsOrphaned() {
        assertThat(tables().orphans()).isEmpty();
    }

    protected static List<Integer> atOnce(int many, IntFunction<Integer> call) {
        List<CompletableFuture<Integer>> calls = new ArrayList<>(IntStream.range(0, many)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> call.apply(i), task -> new Thread(task, "client-" + i).start()))
                .toList());
        return calls.stream().map(CompletableFuture::join).toList();
    }
}
