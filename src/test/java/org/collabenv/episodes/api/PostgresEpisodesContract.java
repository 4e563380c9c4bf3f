package org.collabenv.episodes.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;

import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The contract of episodes on PostgreSQL, where connections can die too. */
abstract class PostgresEpisodesContract extends EpisodesContract {

    /** The statement in the middle of which values are stored. */
    protected abstract String storesValues();

    @Test
    void connectionKilledWhileObservationsAreCopiedStoresNothing() throws Exception {
        assertNothingStoredIfKilledDuring("COPY observations", "observations");
    }

    @Test
    void connectionKilledWhileValuesAreStoredStoresNothing() throws Exception {
        assertNothingStoredIfKilledDuring(storesValues(), "extended_properties");
    }

    private void assertNothingStoredIfKilledDuring(String statement, String table) throws Exception {
        try (Connection other = tables.connect();
                Statement lock = other.createStatement()) {
            // Whoever waits for this lock is in the middle of the statement for as long as we like.
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE " + table + " IN SHARE ROW EXCLUSIVE MODE");
            CompletableFuture<Response> upload =
                    CompletableFuture.supplyAsync(() -> given().multiPart("episode_id", "killed")
                            .multiPart("file", EXAMPLE.toFile())
                            .post("/episodes"));

            await().atMost(Duration.ofSeconds(8))
                    .until(() -> tables.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname ="
                                    + " current_database() AND wait_event_type = 'Lock' AND query LIKE '%" + statement
                                    + "%' AND pid <> pg_backend_pid()")
                            .equals(List.of("true")));

            upload.get(20, TimeUnit.SECONDS)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "5")
                    .body("type", endsWith(":database-unavailable"));
        }

        assertNothingStoredAndTheNextLoadWorks();
    }

    @Test
    void poolOfDeadConnectionsRecoversByItself() {
        given().get("/episodes").then().statusCode(200);

        tables.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid()");

        assertNothingStoredAndTheNextLoadWorks();
    }
}
