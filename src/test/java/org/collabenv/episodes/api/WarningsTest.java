package org.collabenv.episodes.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.collabenv.episodes.testing.DuckDbResource;
import org.junit.jupiter.api.Test;

/** A lab hears of what the checks find in receipts, previews, dry runs, metrics and refusals. */
@QuarkusTest
@WithTestResource(DuckDbResource.class)
class WarningsTest extends HttpContract {

    private static final String JUMPING = "frame,id,x,y\n"
            + IntStream.range(0, 100)
                    .mapToObj(frame -> "%d,1,%d,0\n".formatted(frame, frame < 60 ? frame : frame + 999))
                    .collect(Collectors.joining());

    @Test
    void receiptHasThem() {
        upload(Map.of("episode_id", "jumping"), "jumping.csv", JUMPING)
                .statusCode(201)
                .body("warnings.code", equalTo(List.of("jump")))
                .body("warnings[0].count", equalTo(1))
                .body("warnings[0].first", equalTo("line 62: agent 1 (agent) at frame 60"))
                .body("warnings[0].message", containsString("the largest of 1000 per frame"));
        given().get("/episodes/jumping").then().body("receipt.warnings.code", equalTo(List.of("jump")));
        assertThat(given().get("/q/metrics").asString())
                .containsPattern("episodes_load_warnings_total\\{code=\"jump\"\\} [1-9]")
                .contains("episodes_load_warnings_total{code=\"frame_gap\"}");
    }

    @Test
    void dryRunAndPreviewHaveThem() {
        upload(Map.of("dry_run", "true"), "jumping.csv", JUMPING)
                .statusCode(200)
                .body("warnings.code", equalTo(List.of("jump")));
        given().contentType("text/csv")
                .body(JUMPING)
                .post("/previews")
                .then()
                .statusCode(200)
                .body("warnings.code", equalTo(List.of("jump")));
    }

    @Test
    void strictUploadStoresNothing() {
        upload(Map.of("checks", "strict"), "jumping.csv", JUMPING)
                .statusCode(422)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:episode-ingest:problem:checks-failed"))
                .body("detail", containsString("jump: 1 steps"))
                .body("detail", containsString("(first: line 62: agent 1 (agent) at frame 60)"));
        assertNothingStoredAndTheNextLoadWorks();
        upload(Map.of("checks", "strict"), "steady.csv", GOOD).statusCode(201).body("warnings", empty());
    }

    @Test
    void derivedVelocitiesNeedARate() {
        Map<String, String> derive = Map.of("derive", "velocity");
        upload(derive, "steady.csv", GOOD).body("warnings.code", equalTo(List.of("frame_rate_assumed")));
        upload(Map.of("derive", "velocity", "frame_rate", "25"), "steady.csv", GOOD)
                .body("warnings", empty());
        upload(Map.of("derive", "velocity", "velocity_unit", "frame"), "steady.csv", GOOD)
                .body("warnings", empty());
        given().contentType("text/csv")
                .body(GOOD)
                .post("/previews?derive=velocity")
                .then()
                .body("warnings.code", equalTo(List.of("frame_rate_assumed")));
    }
}
