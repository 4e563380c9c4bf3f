package org.collabenv.episodes.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import org.collabenv.episodes.testing.BrokenFiles;
import org.collabenv.episodes.testing.DuckDb;
import org.collabenv.episodes.testing.RawUpload;
import org.collabenv.episodes.testing.ServiceProcess;
import org.collabenv.episodes.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that do everything at once, in any order, also wrongly, slowly and with broken files, while the service is killed
 * now and then, the database fails under it, and the folder for Parquet files is too small. At the end every episode is what
 * the last answer about it said, and nothing else is there.
 *
 * <p>How long is said by the system property {@code soak.rounds}; the Maven profile {@code soak} makes it 3,400 for each
 * of the three ways into a database. With {@code soak.minutes} they also go on for so long without any fault.
 */
abstract class SoakContract {

    private static final int CLIENTS = 4;
    private static final int ROUNDS = Integer.getInteger("soak.rounds", 60);

    /** The minutes that the load without faults lasts; none by default. */
    private static final int MINUTES = Integer.getInteger("soak.minutes", 0);

    /** The time after which a service has as much memory, and as many threads and files, as it ever needs. */
    private static final int WARM_PERCENT = 25;

    /** Whether there is time for more than a usual run has. */
    static boolean isLong() {
        return ROUNDS > 100;
    }

    private static final String CUT_OFF = "cut off";

    /** Observations of an episode whose last request was cut off. */
    private static final int UNKNOWN = -1;

    @TempDir
    protected Path folder;

    private final Map<String, Integer> expected = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();
    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private byte[] parquet = {};

    /** Held for reading while a request is under way, and for writing while the service is killed and started again. */
    private final ReentrantReadWriteLock life = new ReentrantReadWriteLock(true);

    private volatile int port;

    /** The environment that chooses the database. */
    protected abstract Map<String, String> environment();

    /**
     * Makes the database fail under a running service, for at most a few seconds.
     *
     * @return what was done, in a word; empty if this database cannot fail by itself
     */
    protected abstract String makeDatabaseFail(Random random) throws Exception;

    /** The database behind the service's back, while no service has it. */
    protected abstract Tables tables();

    @Test
    void everythingAtOnce() throws Exception {
        List<ServiceProcess> services = new ArrayList<>();
        parquet = parquet();
        try {
            services.add(start("-Xmx128m"));
            port = services.get(0).port();
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                clients.add(CompletableFuture.runAsync(
                        () -> client(number, () -> rounds.get() < ROUNDS),
                        task -> new Thread(task, "client-" + number).start()));
            }
            int kills = 0;
            Random random = new Random(CLIENTS);
            while (rounds.get() < ROUNDS) {
                Thread.sleep(isLong() ? 6_000 : 1_500);
                disturb(random);
                Thread.sleep(isLong() ? 6_000 : 1_500);
                kill(services);
                kills++;
            }
            CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).join();
            Wrong wrong = wrong();
            System.out.printf(
                    "soak on %s: tried %d, stored %d, refused %d, cut off %d, kills of the service %d, lost %d, half-stored %d, answered 500 %d; %s%n",
                    getClass().getSimpleName(),
                    rounds.get(),
                    outcomes.entrySet().stream()
                            .filter(outcome -> outcome.getKey().endsWith(" 201"))
                            .mapToInt(outcome -> outcome.getValue().get())
                            .sum(),
                    refused.get(),
                    outcomes.getOrDefault(CUT_OFF, new AtomicInteger()).get(),
                    kills,
                    wrong.lost().size(),
                    wrong.halfStored().size(),
                    failed.get(),
                    new TreeMap<>(outcomes));

            assertThat(wrong.lost()).as("lost").isEmpty();
            assertThat(wrong.halfStored()).as("half-stored").isEmpty();
            assertThat(failed).as("answered 500").hasValue(0);
            assertNothingElseIsThere();
        } finally {
            services.forEach(ServiceProcess::close);
        }
        assertThat(tables().orphans()).as("rows without an owner").isEmpty();
    }

    /** Memory, threads, files and connections do not grow while the same clients go on for long and nothing fails. */
    @Test
    void mixedLoadForLong() throws Exception {
        assumeThat(MINUTES).as("soak.minutes").isPositive();
        parquet = parquet();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
        try (ServiceProcess service = start("-Xmx256m", "-XX:+UseSerialGC")) {
            port = service.port();
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                clients.add(CompletableFuture.runAsync(
                        () -> client(number, () -> isBefore(end)),
                        task -> new Thread(task, "client-" + number).start()));
            }
            TimeUnit.MILLISECONDS.sleep(TimeUnit.MINUTES.toMillis(MINUTES) * WARM_PERCENT / 100);
            Holdings warm = Holdings.of(service, connections());
            CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).join();
            Holdings atEnd = Holdings.of(service, connections());
            System.out.printf(
                    "mixed load on %s for %d minutes: after a quarter %s, at the end %s; answers %s%n",
                    getClass().getSimpleName(), MINUTES, warm, atEnd, new TreeMap<>(outcomes));

            assertThat(atEnd.memory()).isLessThan(warm.memory() * 5 / 4);
            assertThat(atEnd.threads()).isLessThan(warm.threads() + 10);
            // A client's connections stay open for a minute after their last request.
            assertThat(atEnd.files()).isLessThan(warm.files() + 100);
            assertThat(atEnd.connections()).isLessThanOrEqualTo(16);
            assertThat(service.spooledFiles()).isEmpty();
            Wrong wrong = wrong();
            assertThat(wrong.lost()).isEmpty();
            assertThat(wrong.halfStored()).isEmpty();
            assertThat(failed).hasValue(0);
        }
    }

    /** Returns whether there is time for another request, after a pause that leaves the machine some air. */
    private static boolean isBefore(long end) {
        try {
            TimeUnit.MILLISECONDS.sleep(150);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return System.nanoTime() < end;
    }

    /** The holdings of a service: bytes of memory, threads, open files, connections to the database. */
    private record Holdings(long memory, int threads, int files, long connections) {
        static Holdings of(ServiceProcess service, long connections) throws IOException {
            return new Holdings(service.memory(), service.threads(), service.openFiles(), connections);
        }
    }

    /** The number of connections of the service to the database; 0 if it needs none. */
    protected abstract long connections();

    private ServiceProcess start(String... options) throws IOException {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("EPISODES_SOURCE_SPOOL_LIMIT", "60K");
        // So little that it is used up soon, and nothing can hide in it.
        environment.put("EPISODES_STORE_DUCKDB_MEMORY_LIMIT", "128MB");
        environment.put("EPISODES_SOURCE_LIMITS_COMPRESSION_RATIO", "20");
        return ServiceProcess.start(folder, environment, options);
    }

    private byte[] parquet() throws Exception {
        Path file = folder.resolve("rows.parquet");
        try (Connection connection = DuckDb.inMemory();
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT i AS time, 1 AS id, i * 0.1 AS x, 2.0 AS y, 'word ' || i AS word"
                    + " FROM range(300) t(i)) TO '" + file + "' (FORMAT parquet)");
        }
        return Files.readAllBytes(file);
    }

    private void disturb(Random random) throws Exception {
        String disturbance = makeDatabaseFail(random);
        if (!disturbance.isEmpty()) {
            count(disturbance);
        }
    }

    private void kill(List<ServiceProcess> services) throws Exception {
        // Not under the lock: requests under way lose their service.
        services.get(services.size() - 1).kill();
        life.writeLock().lock();
        try {
            services.add(start("-Xmx128m"));
            port = services.get(services.size() - 1).port();
        } finally {
            life.writeLock().unlock();
        }
    }

    private void client(int number, BooleanSupplier goesOn) {
        Random random = new Random(number);
        for (int round = 0; goesOn.getAsBoolean(); round++) {
            rounds.incrementAndGet();
            String id = "e" + number + "-" + random.nextInt(6);
            life.readLock().lock();
            try {
                act(random, id, number * 100_000 + round);
            } catch (IOException | RuntimeException e) {
                // The service was killed under the request: what became of it is asked at the end.
                count(CUT_OFF);
                expected.put(id, UNKNOWN);
            } finally {
                life.readLock().unlock();
            }
        }
    }

    private void act(Random random, String id, int seed) throws IOException {
        int known = expected.getOrDefault(id, 0);
        int rows = 1 + random.nextInt(random.nextInt(8) == 0 ? 20_000 : 300);
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> {
                Response answer = load(id, "", rows(0, rows));
                settle("load", answer, id, known == 0 ? 201 : 409, rows);
            }
            case 3 -> settle("replace", load(id, "&on_conflict=replace", rows(0, rows)), id, 201, rows);
            case 4 -> {
                // Frames far behind those of any other load of ours.
                Response answer = load(id, "&on_conflict=append", rows(1_000_000 + seed * 300, Math.min(rows, 300)));
                settle("append", answer, id, 201, known == UNKNOWN ? UNKNOWN : known + Math.min(rows, 300));
            }
            case 5 -> count("dry run", load(id, "&dry_run=true&on_conflict=replace", rows(0, rows)));
            case 6 -> {
                Response answer = client().delete("/episodes/{id}", id);
                count("delete", answer);
                if (answer.statusCode() == 204 || answer.statusCode() == 404) {
                    expected.put(id, 0);
                } else if (answer.statusCode() == 503) {
                    expected.put(id, UNKNOWN);
                }
            }
            case 7 -> {
                BrokenFiles files = new BrokenFiles(seed);
                byte[] good = random.nextInt(3) == 0 ? parquet : files.goodFile();
                byte[] file = files.broken(files.perhapsCompressed(good));
                Response answer = client().contentType("application/octet-stream")
                        .body(file)
                        .post("/episodes?on_conflict=replace&on_error=skip_row&session_id=" + id + "&episode_id=" + id);
                count("broken", answer);
                if (answer.statusCode() == 201) {
                    expected.put(id, answer.path("observations"));
                } else if (isUnconfirmed(answer)) {
                    expected.put(id, UNKNOWN);
                }
            }
            case 8 -> {
                try (RawUpload upload =
                        RawUpload.chunked(port, "/episodes?episode_id=gone-" + id + "-" + seed, "text/csv")) {
                    upload.chunk(rows(0, rows));
                }
                expected.put("gone-" + id + "-" + seed, 0);
                count("client gone");
            }
            case 9 -> slowly(id + "-" + seed, rows, random);
            case 10 -> {
                // Refused for their size: a bomb, and a file for which the temporary folder is too small.
                BrokenFiles files = new BrokenFiles(seed);
                byte[] file = random.nextBoolean() ? files.bomb() : files.larger(parquet, 100_000);
                Response answer = client().contentType("application/octet-stream")
                        .body(file)
                        .post("/episodes?episode_id=large-" + seed);
                count("too large", answer);
                assertThat(answer.statusCode()).isIn(413, 429, 503);
            }
            default -> cancel(id + "-" + seed, rows);
        }
    }

    /** Cancels an upload that is in the middle; it may also be over before that. */
    private void cancel(String id, int rows) throws IOException {
        try (RawUpload upload =
                RawUpload.chunked(port, "/episodes?episode_id=" + id, "text/csv\r\nIdempotency-Key: " + id)) {
            upload.chunk(rows(0, rows));
            int cancelled = client().delete("/uploads/{id}", id).statusCode();
            if (cancelled != 202) {
                upload.lastChunk();
            }
            String answer = upload.statusLine();
            count("cancel " + cancelled + answer.replaceAll("HTTP/1.1( \\d+).*", "$1"));
            expected.put(id, expected(answer, rows));
        }
    }

    /** Sends its rows in parts, and waits between them. */
    private void slowly(String id, int rows, Random random) throws IOException {
        try (RawUpload upload = RawUpload.chunked(port, "/episodes?episode_id=" + id, "text/csv")) {
            upload.chunk(rows(0, rows));
            int parts = 1 + random.nextInt(3);
            for (int part = 1; part <= parts; part++) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
                upload.chunk(part * 1_000_000 + ",1,2,3,4,calm\n");
            }
            String answer = upload.lastChunk().statusLine();
            count("slowly" + answer.replaceAll("HTTP/1.1( \\d+).*", "$1"));
            expected.put(id, expected(answer, rows + parts));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns what is stored after an answer: without one, as when the service was killed, anything may be. */
    private static int expected(String statusLine, int rows) {
        if (statusLine.isEmpty() || statusLine.contains(" 503 ")) {
            return UNKNOWN;
        }
        return statusLine.contains(" 201 ") ? rows : 0;
    }

    private static boolean isUnconfirmed(Response answer) {
        return answer.statusCode() == 503 && answer.asString().contains("commit-unconfirmed");
    }

    private void settle(String what, Response answer, String id, int usual, int rows) {
        count(what, answer);
        if (answer.statusCode() == 201) {
            expected.put(id, rows);
        } else if (answer.statusCode() == 200) {
            assertThat(answer.<Boolean>path("duplicate")).isTrue();
        } else if (isUnconfirmed(answer)) {
            expected.put(id, UNKNOWN);
        } else if (expected.getOrDefault(id, 0) != UNKNOWN) {
            // The id may still be held by a load that was cut off.
            assertThat(answer.statusCode())
                    .as("%s of %s: %s", what, id, answer.asString())
                    .isIn(usual, 409, 429, 422, 503);
        }
    }

    private RequestSpecification client() {
        return given().port(port)
                .config(RestAssuredConfig.config()
                        .httpClient(HttpClientConfig.httpClientConfig()
                                .setParam("http.socket.timeout", 60_000)
                                .setParam("http.connection.timeout", 5_000)));
    }

    private Response load(String id, String parameters, String file) {
        return client().contentType("text/csv")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/episodes?session_id=" + id + "&episode_id=" + id + parameters);
    }

    private void count(String what, Response answer) {
        count(what + " " + answer.statusCode());
    }

    private void count(String outcome) {
        if (outcome.endsWith(" 500")) {
            failed.incrementAndGet();
        } else if (outcome.matches(".* [45]..")) {
            refused.incrementAndGet();
        }
        outcomes.computeIfAbsent(outcome, key -> new AtomicInteger()).incrementAndGet();
    }

    /** The episodes that are not as they were answered: those that were stored and are gone, and any other difference. */
    private record Wrong(List<String> lost, List<String> halfStored) {}

    private Wrong wrong() {
        Wrong wrong = new Wrong(new ArrayList<>(), new ArrayList<>());
        expected.forEach((id, rows) -> {
            Response status = client().get("/episodes/{id}/status", id);
            boolean there = status.statusCode() == 200;
            String difference = "%s: expected %d but %s".formatted(id, rows, status.asString());
            if (!there && rows > 0) {
                wrong.lost().add(difference);
            } else if (there
                    && !(Boolean.TRUE.equals(status.path("verified"))
                            && (rows == UNKNOWN || rows.equals(status.path("observations.stored"))))) {
                wrong.halfStored().add(difference);
            }
        });
        return wrong;
    }

    private void assertNothingElseIsThere() {
        List<String> known = new ArrayList<>(expected.keySet());
        for (String after = ""; after != null; ) {
            Response page = client().get("/episodes?limit=1000&after=" + after);
            assertThat(known).containsAll(page.<List<String>>path("episodes.episode_id"));
            after = page.path("next");
        }
        // On a shared database an upload of a service that was killed counts as running until its lease ends.
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        client().get("/uploads?state=running").<List<?>>path("uploads"))
                .isEmpty());
    }

    private static String rows(int firstFrame, int rows) {
        StringBuilder file = new StringBuilder("time,id,x,y,pace,mood\n");
        for (int i = 0; i < rows; i++) {
            file.append(firstFrame + i).append(",1,2,3,").append(i).append(i % 3 == 0 ? ",\n" : ",calm\n");
        }
        return file.toString();
    }
}
