package org.collabenv.episodes.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.collabenv.episodes.testing.DuckDb;
import org.collabenv.episodes.testing.ServiceProcess;
import org.collabenv.episodes.testing.SmallDisk;
import org.collabenv.episodes.testing.Tables;
import org.junit.jupiter.api.Test;

class DuckDbFaultsIT extends FaultsContract {

    @Override
    protected Map<String, String> environment() {
        return Map.of();
    }

    @Override
    protected Tables tables() {
        return new Tables(() -> DuckDb.file(folder.resolve("tracking.duckdb"), new Properties()));
    }

    @Test
    void tooLittleMemory() throws Exception {
        Map<String, String> environment = Map.of("EPISODES_STORE_DUCKDB_MEMORY_LIMIT", "16MB");
        try (ServiceProcess service = ServiceProcess.start(folder, environment)) {
            int port = service.port();
            load(port, "before").then().statusCode(201);

            given().port(port)
                    .contentType("text/csv")
                    .header("Idempotency-Key", "large")
                    .body(rows(1_000_000))
                    .post("/episodes?episode_id=large")
                    .then()
                    .statusCode(507)
                    .body("type", endsWith(":database-memory"))
                    .body("detail", containsString("episodes.store.duckdb.memory-limit"));

            assertFailedAndGone(port, "large");
            given().port(port).get("/episodes/before/status").then().body("verified", equalTo(true));
            load(port, "after").then().statusCode(201);
        }
    }

    @Test
    void fullDisk() throws Exception {
        try (SmallDisk disk = new SmallDisk(folder.resolve("disk"), 16)) {
            Map<String, String> environment =
                    Map.of("DUCKDB_PATH", disk.folder().resolve("lab.duckdb").toString());
            try (ServiceProcess service = ServiceProcess.start(folder, environment)) {
                int port = service.port();
                load(port, "before").then().statusCode(201);

                loadTooMuch(port);

                given().port(port).get("/episodes/before/status").then().body("verified", equalTo(true));
                disk.grow(200);
                load(port, "after").then().statusCode(201);
                assertFailedAndGone(port, "large");
            }
            try (ServiceProcess next = ServiceProcess.start(folder, environment)) {
                for (String id : List.of("before", "after", "large")) {
                    given().port(next.port())
                            .get("/episodes/{id}/status", id)
                            .then()
                            .body("verified", equalTo(true));
                }
            }
        }
    }
}
