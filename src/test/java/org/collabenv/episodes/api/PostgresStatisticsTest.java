package org.collabenv.episodes.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.collabenv.episodes.testing.PostgresResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The planner's statistics: a load renews them, and nothing depends on them. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class PostgresStatisticsTest extends HttpContract {

    private static final int ROWS = 30_000;

    @BeforeEach
    void leaveStatisticsToTheService() {
        autovacuum("off");
    }

    @AfterEach
    void restore() {
        autovacuum("on");
    }

    private void autovacuum(String state) {
        for (String table : new String[] {"observations", "extended_properties"}) {
            tables.execute("ALTER TABLE " + table + " SET (autovacuum_enabled = " + state + ")");
        }
    }

    @Test
    void loadRenewsThem() {
        load("renewed", "error");

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(estimatedRows("observations")).isGreaterThan(ROWS / 2);
            assertThat(estimatedRows("extended_properties")).isGreaterThan(ROWS);
        });
    }

    /** Compared row by row, as a planner does that believes in one row, the two tables would take minutes. */
    @Test
    @Timeout(60)
    void nothingDependsOnThem() {
        load("stale", "error");
        believeInEmptyTables();
        given().get("/episodes/stale/status").then().statusCode(200).body("verified", equalTo(true));

        believeInEmptyTables();
        add("extra", "error").statusCode(201);
        believeInEmptyTables();
        add("extra", "replace").statusCode(201).body("replaced", equalTo(ROWS));

        believeInEmptyTables();
        load("stale", "replace");
        believeInEmptyTables();
        given().get("/episodes/stale/status").then().statusCode(200).body("verified", equalTo(true));
        believeInEmptyTables();
        given().delete("/episodes/stale").then().statusCode(204);
    }

    private void load(String id, String onConflict) {
        String file = IntStream.range(0, ROWS)
                .mapToObj(i -> "%d,%d,%d.5,1,2,3".formatted(i / 10, i % 10, i))
                .collect(Collectors.joining("\n", "time,id,x,y,pace,turn\n", "\n"));
        upload(Map.of("episode_id", id, "on_conflict", onConflict, "derive", "velocity"), "file.csv", file)
                .statusCode(201);
    }

    private ValidatableResponse add(String property, String onConflict) {
        String file = IntStream.range(0, ROWS)
                .mapToObj(i -> "%d,%d,%d".formatted(i / 10, i % 10, i))
                .collect(Collectors.joining("\n", "time,id," + property + "\n", "\n"));
        return given().multiPart("on_conflict", onConflict)
                .multiPart("file", "more.csv", file.getBytes(StandardCharsets.UTF_8), "text/csv")
                .post("/episodes/stale/properties")
                .then();
    }

    /** Leaves the statistics that an ANALYZE of the tables after a delete of all rows leaves. */
    private void believeInEmptyTables() {
        tables.execute(
                "DELETE FROM pg_statistic WHERE starelid IN (to_regclass('observations'), to_regclass('extended_properties'))");
        tables.execute(
                "UPDATE pg_class SET reltuples = 0, relpages = greatest(relpages, 1) WHERE oid IN (to_regclass('observations'), to_regclass('extended_properties'))");
    }

    private long estimatedRows(String table) {
        return Long.parseLong(
                tables.rows("SELECT CAST(reltuples AS bigint) FROM pg_class WHERE oid = to_regclass('" + table + "')")
                        .get(0));
    }
}
