package org.collabenv.episodes.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.collabenv.episodes.testing.DocumentedAnswers;
import org.collabenv.episodes.testing.ServiceDatabase;
import org.collabenv.episodes.testing.Tables;
import org.junit.jupiter.api.BeforeEach;

/** The ground of the HTTP contracts: each stands on its own and runs on each database. */
abstract class HttpContract {

    private static final DocumentedAnswers DOCUMENTED = new DocumentedAnswers();
    protected static final Path EXAMPLE = Path.of("src/example/flock.csv");
    protected static final String GOOD = "time,id,x,y,mood\n0,1,2,3,calm\n1,1,2.5,3.5,\n";
    protected static final String PROBLEM = "application/problem+json";

    @Inject
    ServiceDatabase database;

    protected Tables tables;
    private Map<String, Long> before;

    @BeforeEach
    void removeEpisodes() {
        RestAssured.replaceFiltersWith(DOCUMENTED);
        tables = database.tables();
        for (String id : tables.rows("SELECT episode_id FROM episodes")) {
            given().delete("/episodes/{id}", id).then().statusCode(204);
        }
        before = tables.counts();
    }

    protected final ValidatableResponse upload(Map<String, String> fields, String fileName, String content) {
        var request = given();
        fields.forEach(request::multiPart);
        return request.multiPart("file", fileName, content.getBytes(StandardCharsets.UTF_8), "text/csv")
                .post("/episodes")
                .then();
    }

    protected final void assertNothingStoredAndTheNextLoadWorks() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(tables.counts()).isEqualTo(before));
        upload(Map.of("episode_id", "next"), "next.csv", "time,id,x,y\n0,1,2,3\n")
                .statusCode(201)
                .body("observations", equalTo(1));
    }
}
