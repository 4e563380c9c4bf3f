package org.collabenv.episodes.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.collabenv.episodes.testing.OwnPostgres;
import org.collabenv.episodes.testing.RawUpload;
import org.collabenv.episodes.testing.ServiceProcess;
import org.collabenv.episodes.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those see who run the service: probes, metrics, logs, traces, the schema's migration. */
class OperationsIT {

    private static final String ROWS = "time,id,x,y\n0,1,2,3\n1,1,2,3\n";

    private static final Pattern METRIC = Pattern.compile("\\b(episodes|agroal|jvm|process|http_server)_[a-z_]+");

    @TempDir
    Path folder;

    @Test
    void fullServiceTakesNoUploadsAndIsReadyForEverythingElse() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, Map.of("EPISODES_INGEST_SLOTS", "1"))) {
            int port = service.port();
            given().port(port).get("/q/health/ready").then().statusCode(200);
            try (RawUpload upload = FaultsContract.begin(port, "long")) {
                upload.chunk(ROWS);
                FaultsContract.awaitRows(port, "long", 0);

                given().port(port)
                        .get("/q/health/group/uploads")
                        .then()
                        .statusCode(503)
                        .body("checks.find { it.name == 'loading slots' }.status", equalTo("DOWN"));
                given().port(port).get("/q/health/live").then().statusCode(200);
                given().port(port).get("/q/health/ready").then().statusCode(200);
                given().port(port).get("/uploads").then().statusCode(200);
                assertThat(metric(port, "episodes_slots_used")).isEqualTo(1);
                FaultsContract.load(port, "other").then().statusCode(429);
                assertThat(upload.lastChunk().statusLine()).contains(" 201 ");
            }

            given().port(port).get("/q/health/group/uploads").then().statusCode(200);
            assertThat(metric(port, "episodes_loads_total{code=\"slots-taken\",kind=\"episode\",outcome=\"refused\"}"))
                    .isEqualTo(1);
            assertThat(metric(port, "episodes_slots_used")).isZero();
        }
    }

    @Test
    void readinessEndsWithTheDatabaseAndComesBack() throws Exception {
        try (OwnPostgres postgres = new OwnPostgres(folder.resolve("postgres"));
                ServiceProcess service =
                        ServiceProcess.start(folder, postgres.database().environment())) {
            int port = service.port();
            given().port(port).get("/q/health/ready").then().statusCode(200);
            assertThat(metric(port, "agroal_max_used_count{datasource=\"default\"}"))
                    .isPositive();

            postgres.kill();

            given().port(port)
                    .get("/q/health/ready")
                    .then()
                    .statusCode(503)
                    .body("checks.find { it.name == 'database' }.data.problem", equalTo("database-unavailable"));
            given().port(port).get("/q/health/live").then().statusCode(200);

            postgres.startAgain();

            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                            given().port(port).get("/q/health/ready").asString())
                    .contains("\"status\": \"UP\"")
                    .doesNotContain("DOWN"));
        }
    }

    /** A client that is gone, or never meant to ask for anything, must not be connected for ever. */
    @Test
    void connectionOnWhichNothingHappensIsClosed() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, Map.of("QUARKUS_HTTP_IDLE_TIMEOUT", "2S"));
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), service.port());
                Socket half = new Socket(InetAddress.getLoopbackAddress(), service.port());
                Socket answered = new Socket(InetAddress.getLoopbackAddress(), service.port());
                RawUpload working = FaultsContract.begin(service.port(), "slow")) {
            half.getOutputStream().write("GET /episodes HT".getBytes(StandardCharsets.UTF_8));
            answered.getOutputStream()
                    .write("GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            working.chunk(ROWS);
            FaultsContract.awaitRows(service.port(), "slow", 0);

            for (Socket socket : List.of(silent, half, answered)) {
                socket.setSoTimeout(10_000);
                socket.getInputStream().readAllBytes();
            }
            TimeUnit.SECONDS.sleep(3);
            assertThat(working.lastChunk().statusLine()).contains(" 201 ");
        }
    }

    /** Reads that wait for a lock, however many, leave connections for loads and for readiness. */
    @Test
    void readsDoNotUseUpThePool() throws Exception {
        TestPostgres.Database database = TestPostgres.newDatabase();
        try (ServiceProcess service = ServiceProcess.start(folder, database.environment());
                Connection other = database.connect();
                Statement lock = other.createStatement()) {
            int port = service.port();
            ExecutorService clients = Executors.newFixedThreadPool(40);
            FaultsContract.load(port, "before").then().statusCode(201);
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE rejects IN ACCESS EXCLUSIVE MODE");
            List<Future<Integer>> reads = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                reads.add(clients.submit(
                        () -> given().port(port).get("/episodes/before/rejects").statusCode()));
            }
            TimeUnit.SECONDS.sleep(2);

            for (int i = 0; i < 3; i++) {
                FaultsContract.load(port, "meanwhile-" + i).then().statusCode(201);
                given().port(port).get("/q/health/ready").then().statusCode(200);
            }

            for (Future<Integer> read : reads) {
                assertThat(read.get(60, TimeUnit.SECONDS)).isEqualTo(503);
            }
            clients.shutdown();
            other.rollback();
            given().port(port).get("/episodes/before/rejects").then().statusCode(404);
        }
    }

    @Test
    void dashboardAsksForMetricsThatThereAre() throws Exception {
        String dashboard = Files.readString(Path.of("k8s/components/monitoring/dashboards/service.json"));
        Set<String> asked = new TreeSet<>();
        Matcher metric = METRIC.matcher(dashboard);
        while (metric.find()) {
            asked.add(metric.group());
        }
        try (ServiceProcess service =
                ServiceProcess.start(folder, TestPostgres.newDatabase().environment())) {
            int port = service.port();
            FaultsContract.load(port, "one").then().statusCode(201);
            String metrics = given().port(port).get("/q/metrics").asString();

            assertThat(asked).hasSizeGreaterThan(10).allSatisfy(name -> assertThat(metrics)
                    .containsPattern("(?m)^" + name + "[{ ]"));
        }
    }

    @Test
    void serviceThatGoesIsNotReadyButStillServes() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, Map.of("QUARKUS_SHUTDOWN_DELAY", "4S"))) {
            int port = service.port();
            service.terminate();

            await().atMost(Duration.ofSeconds(3))
                    .until(() -> given().port(port).get("/q/health/ready").statusCode() == 503);
            FaultsContract.load(port, "late").then().statusCode(201);

            service.exitCode();
        }
    }

    @Test
    void logInJsonHasTheFieldsOfALoad() throws Exception {
        try (ServiceProcess service =
                ServiceProcess.start(folder, Map.of("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true"))) {
            int port = service.port();
            FaultsContract.load(port, "good").then().statusCode(201);
            given().port(port)
                    .contentType("text/csv")
                    .header("Idempotency-Key", "a \"key\"")
                    .body("time,id,x,y\n0,1,two,3\n")
                    .post("/episodes?episode_id=bad")
                    .then()
                    .statusCode(422);

            ObjectMapper json = new ObjectMapper();
            List<JsonNode> loads = new ArrayList<>();
            for (String line : service.log().lines().toList()) {
                JsonNode entry = json.readTree(line);
                if (entry.path("loggerName").asText().equals("load")) {
                    loads.add(entry);
                }
            }

            assertThat(loads).hasSize(2);
            assertThat(loads.get(0).path("mdc").path("outcome").asText()).isEqualTo("completed");
            assertThat(loads.get(0).path("mdc").path("rows").asText()).isEqualTo("2");
            assertThat(loads.get(1).path("mdc").path("outcome").asText()).isEqualTo("refused");
            assertThat(loads.get(1).path("mdc").path("code").asText()).isEqualTo("invalid-rows");
            assertThat(loads.get(1).path("mdc").path("upload_id").asText()).isEqualTo("a \"key\"");
            assertThat(loads.get(1).path("message").asText()).contains("upload_id=\"a \\\"key\\\"\"");
            assertThat(fields(loads.get(0))).isEqualTo(fields(loads.get(1)));
        }
    }

    @Test
    void tracesHaveASpanForEachStage() throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            // Names are plain text in the protocol's binary form.
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        Map<String, String> environment = Map.of(
                "QUARKUS_OTEL_SDK_DISABLED", "false",
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://127.0.0.1:" + collector.getAddress().getPort());
        try (ServiceProcess service = ServiceProcess.start(folder, environment)) {
            FaultsContract.load(service.port(), "traced").then().statusCode(201);

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(String.join("", received))
                    .contains("load episode", "receive_and_copy", "finish", "commit", "episodes.outcome"));
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void schemaIsBroughtByAJobAndRequiredByTheOthers() throws Exception {
        TestPostgres.Database database = TestPostgres.newDatabase();
        Map<String, String> required = new HashMap<>(database.environment());
        required.put("EPISODES_STORE_POSTGRES_SCHEMA", "require");
        Map<String, String> job = new HashMap<>(database.environment());
        job.put("EPISODES_STORE_POSTGRES_SCHEMA", "migrate-and-exit");
        try (ServiceProcess early = ServiceProcess.start(folder.resolve("early"), required)) {
            assertThat(early.exitCode()).isNotZero();
            assertThat(early.log()).contains("run a service with migrate-and-exit first");
        }

        for (String run : List.of("first", "again")) {
            try (ServiceProcess migration = ServiceProcess.start(folder.resolve(run), job)) {
                assertThat(migration.exitCode()).as(migration.log()).isZero();
            }
        }

        try (ServiceProcess service = ServiceProcess.start(folder.resolve("service"), required)) {
            FaultsContract.load(service.port(), "after").then().statusCode(201);
        }
    }

    @Test
    void progressOfAnUploadIsALineEachSecondUntilItsEnd() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, Map.of())) {
            int port = service.port();
            try (RawUpload upload = FaultsContract.begin(port, "watched")) {
                upload.chunk(ROWS);
                FaultsContract.awaitRows(port, "watched", 0);
                Process watcher = new ProcessBuilder(
                                "curl", "-sN", "http://127.0.0.1:%d/uploads/watched/progress".formatted(port))
                        .redirectOutput(folder.resolve("progress").toFile())
                        .start();
                TimeUnit.MILLISECONDS.sleep(2500);
                upload.lastChunk();
                assertThat(watcher.waitFor(10, TimeUnit.SECONDS)).isTrue();
            }
            List<String> lines = Files.readAllLines(folder.resolve("progress"));

            assertThat(lines).hasSizeGreaterThanOrEqualTo(3);
            assertThat(lines.get(0)).doesNotContain("completed");
            assertThat(lines.get(lines.size() - 1)).contains("2 rows").endsWith("completed");
            given().port(port).get("/uploads/nobody/progress").then().statusCode(404);
        }
    }

    @Test
    void whoArrivesFindsAPageOrJson() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, Map.of())) {
            int port = service.port();
            Map<String, String> links =
                    given().port(port).get("/").then().statusCode(200).extract().path("links");
            for (String link : links.values()) {
                given().port(port).get(link).then().statusCode(200);
            }

            given().port(port)
                    .accept("text/html,application/xhtml+xml,*/*;q=0.8")
                    .get("/")
                    .then()
                    .statusCode(200)
                    .contentType("text/html")
                    .header("X-Content-Type-Options", "nosniff")
                    .header("X-Frame-Options", "DENY")
                    .header(
                            "Content-Security-Policy",
                            containsString("script-src 'self' 'sha256-" + scriptDigest(port)))
                    .body(containsString("curl --progress-bar"));
            given().port(port)
                    .get("/q/swagger-ui/")
                    .then()
                    .statusCode(200)
                    .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
        }
    }

    /** The digest that lets a browser run the script inside the page. */
    private static String scriptDigest(int port) {
        String page = given().port(port).accept("text/html").get("/").asString();
        String script = page.substring(page.indexOf("<script>") + "<script>".length(), page.indexOf("</script>"));
        return Base64.getEncoder().encodeToString(DigestUtils.sha256(script));
    }

    private static List<String> fields(JsonNode line) {
        List<String> names = new ArrayList<>();
        line.path("mdc").fieldNames().forEachRemaining(names::add);
        names.removeAll(List.of("traceId", "spanId", "sampled", "parentId"));
        return names.stream().sorted().toList();
    }

    private static double metric(int port, String series) throws IOException {
        String text = given().port(port).get("/q/metrics").asString();
        return text.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new IOException("There is no metric " + series));
    }
}
