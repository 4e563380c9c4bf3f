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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.collabenv.episodes.testing.ServiceProcess;
import org.collabenv.episodes.testing.Tables;
import org.collabenv.episodes.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lab's own tests drop its tables and make them anew, while the service runs. */
class TablesMadeAnewIT {

    private static final String DROP =
            "DROP TABLE IF EXISTS extended_properties, observations, episodes, sessions, categories, agent_types,"
                    + " property_definitions CASCADE";
    private static final String FILE = "frame,id,x,y,pace\n0,zoe,1,2,3\n1,zoe,2,3,4\n";

    @TempDir
    private Path folder;

    private final TestPostgres.Database database = TestPostgres.newDatabase();
    private final Tables tables = new Tables(database::connect);

    @Test
    void serviceGoesOnWithNewTablesWithoutARestart() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, database.environment())) {
            int port = service.port();
            load(port, "kept").then().statusCode(201);
            load(port, "kept").then().statusCode(200).body("duplicate", equalTo(true));

            tables.execute(DROP);

            load(port, "lost").then().statusCode(503).body("type", endsWith(":tables-changed"));
            given().port(port).get("/episodes").then().statusCode(503);
            given().port(port).get("/q/health/ready").then().statusCode(503).body(containsString("table observations"));

            makeTables();

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() ->
                            given().port(port).get("/q/health/ready").then().statusCode(200));
            load(port, "kept").then().statusCode(201).body("duplicate", equalTo(false));
            given().port(port)
                    .get("/episodes/kept/status")
                    .then()
                    .statusCode(200)
                    .body("verified", equalTo(true));
            given().port(port).delete("/episodes/kept").then().statusCode(204);
            assertThat(tables.number("SELECT count(*) FROM receipts")).isZero();
            assertThat(tables.number("SELECT count(*) FROM agent_labels")).isZero();
        }
    }

    @Test
    void halfMadeTablesAreNamed() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, database.environment())) {
            int port = service.port();
            tables.execute("ALTER TABLE episodes DROP CONSTRAINT episodes_pkey CASCADE");

            load(port, "half").then().statusCode(503).body("type", endsWith(":tables-changed"));
            given().port(port)
                    .get("/q/health/ready")
                    .then()
                    .statusCode(503)
                    .body(containsString("key of episodes on episode_id"));

            tables.execute("ALTER TABLE episodes ADD PRIMARY KEY (episode_id)");

            load(port, "half").then().statusCode(201);
        }
    }

    /** Whatever the moment: an answer with a reason, and nothing that is half there. */
    @Test
    void tablesAreMadeAnewUnderLoad() throws Exception {
        AtomicBoolean goesOn = new AtomicBoolean(true);
        ExecutorService clients = Executors.newFixedThreadPool(3);
        try (ServiceProcess service = ServiceProcess.start(folder, database.environment())) {
            int port = service.port();
            List<Future<List<Integer>>> answers = new ArrayList<>();
            for (int client = 0; client < 3; client++) {
                int number = client;
                answers.add(clients.submit(() -> {
                    List<Integer> statuses = new ArrayList<>();
                    for (int i = 0; goesOn.get(); i++) {
                        statuses.add(load(port, "client-%d-%d".formatted(number, i % 5))
                                .statusCode());
                    }
                    return statuses;
                }));
            }
            for (int round = 0; round < 5; round++) {
                Thread.sleep(250);
                // PostgreSQL ends the first of two transactions that notices that they wait for each other: the loads.
                tables.execute("SET deadlock_timeout = '1min'; " + DROP);
                makeTables();
            }
            goesOn.set(false);
            List<Integer> all = new ArrayList<>();
            for (Future<List<Integer>> answer : answers) {
                all.addAll(answer.get());
            }
            System.out.printf(
                    "%d loads while tables were made anew, 201: %d, 503: %d%n",
                    all.size(),
                    all.stream().filter(status -> status == 201).count(),
                    all.stream().filter(status -> status == 503).count());
            assertThat(all).contains(201).doesNotContain(500);

            load(port, "after").then().statusCode(201);
            given().port(port).get("/episodes/after/status").then().body("verified", equalTo(true));
            assertThat(tables.orphans().values())
                    .as(tables.orphans().toString())
                    .allMatch(count -> count == 0);
        } finally {
            clients.shutdownNow();
        }
    }

    private void makeTables() throws Exception {
        String changes = Files.readString(Path.of("src/main/resources/db/changelog/postgres/tables.sql"));
        tables.execute(changes.substring(0, changes.indexOf("--changeset episode-ingest:episodes-of-session")));
    }

    private static Response load(int port, String id) {
        return given().port(port)
                .contentType("text/csv")
                .header("Idempotency-Key", id)
                .body(FILE)
                .post("/episodes?episode_id=" + id);
    }
}
