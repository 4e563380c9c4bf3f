package org.collabenv.episodes.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Previews of files before they are loaded, and parameters that are saved under a name. */
abstract class PreviewsContract extends HttpContract {

    @AfterEach
    void nothingIsStored() {
        assertThat(tables.counts().get("observations")).isZero();
        for (String name : tables.rows("SELECT mapping_name FROM saved_mappings")) {
            given().delete("/mappings/{name}", name).then().statusCode(204);
        }
    }

    private static ValidatableResponse preview(String query, byte[] head) {
        return given().contentType("application/octet-stream")
                .body(head)
                .post("/previews" + query)
                .then();
    }

    private static ValidatableResponse preview(String query, String head) {
        return preview(query, head.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void columnsAndRowsAreThoseOfTheLoad() throws IOException {
        preview("?episode_id=any", Files.readAllBytes(EXAMPLE))
                .statusCode(200)
                .body("format", equalTo("csv"))
                .body("problem", nullValue())
                .body("missing", empty())
                .body("columns.target", hasItems("time_index", "agent_id", "x", "y"))
                .body("first_rows", hasSize(20))
                .body("first_rows[0].time_index", equalTo(0));

        preview("", "time,track,x,y,mood,speed\n0,zoe,1,2,calm,0.5\n1,adam,3,4,,1.5\n")
                .statusCode(200)
                .body("columns.find { it.source == 'track' }.type", equalTo("label"))
                .body("columns.find { it.source == 'speed' }.type", equalTo("float"))
                .body("columns.find { it.source == 'speed' }.candidates", hasItems("x", "v_x"))
                .body("first_rows[1].agent_label", equalTo("adam"))
                .body("first_rows[1].agent_id", equalTo(1))
                .body("first_rows[0].coordinates.x", equalTo(1f))
                .body("first_rows[0].properties.mood", equalTo("calm"))
                .body("first_rows[1].properties.speed", equalTo(1.5f));
    }

    @Test
    void recordThatIsCutOffIsLeftOut() {
        preview("", "time,id,x,y\n0,1,2,3\n1,1,2,3\n2,1,9")
                .statusCode(200)
                .body("problem", nullValue())
                .body("rows.read", equalTo(2));
        preview("", "time,id,x,y,note\n0,1,2,3,a\n1,1,2,3,\"b\nand no")
                .statusCode(200)
                .body("problem", nullValue())
                .body("rows.read", equalTo(1));
    }

    @Test
    void compressedHeadIsReadAsFarAsItGoes() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(Files.readAllBytes(EXAMPLE));
        }
        byte[] cut = Arrays.copyOf(compressed.toByteArray(), compressed.size() / 2);

        preview("", cut).statusCode(200).body("problem", nullValue()).body("first_rows", hasSize(20));
    }

    @Test
    void problemIsThatOfTheLoadAndItsSuggestionsLeadToAPreviewWithout() {
        String head = "t,who,px,py\n0.0,a,1,2\n0.0,b,1,2\n0.5,a,3,4\n0.5,b,3,4\n";
        String mapping = preview("", head)
                .statusCode(200)
                .body("problem.type", endsWith(":invalid-header"))
                .body("missing", contains("agent_id", "x", "y"))
                .body("columns.source", contains("t", "who", "px", "py"))
                .body("columns[2].candidates", hasItem("x"))
                .body("problem.suggestions[0].frame_rate", equalTo("2"))
                .extract()
                .path("problem.suggestions[0].mapping");

        given().queryParam("mapping", mapping)
                .queryParam("frame_rate", "2")
                .contentType("text/csv")
                .body(head)
                .post("/previews")
                .then()
                .statusCode(200)
                .body("problem", nullValue())
                .body("time_origin", equalTo("0.0"))
                .body("first_rows.time_index", contains(0, 0, 1, 1));
    }

    @Test
    void wrongRowsAreShownAndCounted() {
        preview("", "time,id,x,y\n0,1,2,bad\n1,1,2,3\n2,1,2,worse\n")
                .statusCode(200)
                .body("rows.read", equalTo(3))
                .body("rows.rejected", equalTo(2))
                .body("problem.type", endsWith(":invalid-rows"))
                .body("errors.line", contains(2, 4))
                .body("error_counts[0].column", equalTo("y"))
                .body("error_counts[0].count", equalTo(2))
                .body("first_rows", hasSize(1));
    }

    @Test
    void whatIsNoTableHasAProblem() {
        preview("", new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n', 0})
                .statusCode(200)
                .body("format", nullValue())
                .body("problem.type", endsWith(":broken-file"))
                .body("columns", empty());
        preview("", "").statusCode(200).body("problem.type", endsWith(":empty-file"));
        preview("?mappin=x", "a,b\n").statusCode(400).body("detail", containsString("mapping"));
    }

    @Test
    void savedMappingHoldsWhereTheUploadGivesNothing() {
        given().contentType("application/json")
                .body("{\"mapping\": {\"who\": \"agent_id\", \"px\": \"x\", \"py\": \"y\"}, \"frame_rate\": 2}")
                .put("/mappings/arena 7")
                .then()
                .statusCode(201)
                .body("name", equalTo("arena 7"))
                .body("parameters.frame_rate", equalTo("2"));
        given().get("/mappings").then().statusCode(200).body("mappings.name", contains("arena 7"));

        String file = "t,who,px,py\n0.0,a,1,2\n0.5,a,3,4\n";
        upload(Map.of("profile", "arena 7", "dry_run", "true"), "x.csv", file)
                .statusCode(200)
                .body("profile", equalTo("arena 7"))
                .body("time.frame_rate", equalTo(2f))
                .body("time.frame_rate_assumed", equalTo(false))
                .body("time.last_frame", equalTo(1));
        upload(Map.of("profile", "arena 7", "frame_rate", "10", "dry_run", "true"), "x.csv", file)
                .statusCode(200)
                .body("time.first_frame", equalTo(0))
                .body("time.last_frame", equalTo(5))
                .body("time.frames", equalTo(2));
        upload(Map.of("profile", "arena 8"), "x.csv", file).statusCode(400).body("detail", containsString("arena 8"));

        given().contentType("application/yaml")
                .body("decimal: comma\ncolumns: [frame, id, x, y]\n".getBytes(StandardCharsets.UTF_8))
                .put("/mappings/{name}", "arena 7")
                .then()
                .statusCode(200)
                .body("parameters.decimal", equalTo("comma"))
                .body("parameters.columns", equalTo("frame,id,x,y"))
                .body("parameters.mapping", nullValue());
        given().delete("/mappings/{name}", "arena 7").then().statusCode(204);
        given().get("/mappings/{name}", "arena 7").then().statusCode(404);
        given().delete("/mappings/{name}", "arena 7").then().statusCode(404);
    }

    @Test
    void mappingIsCheckedBeforeItIsSaved() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "{\"frame_rate\": \"fast\"}", "frame_rate",
                        "{\"episode_id\": \"one\"}", "episode_id",
                        "{\"mapping\": \"x\"}", "mapping",
                        "{\"columns\": [1, 2]}", "columns",
                        "[1]", "object")
                .entrySet()) {
            given().contentType("application/json")
                    .body(wrong.getKey())
                    .put("/mappings/wrong")
                    .then()
                    .statusCode(400)
                    .contentType(PROBLEM)
                    .body("detail", containsString(wrong.getValue()));
        }
        given().get("/mappings/wrong").then().statusCode(404);
    }

    @Test
    void mappingOfACategoryHoldsForItsSessions() {
        given().contentType("application/json")
                .body("{\"derive\": \"velocity:backward\", \"velocity_unit\": \"frame\"}")
                .put("/mappings/category:arena_videos")
                .then()
                .statusCode(201);
        String file = "frame,id,x,y\n0,1,1,2\n1,1,3,4\n";

        upload(Map.of("category", "arena_videos", "session_id", "filmed", "dry_run", "true"), "x.csv", file)
                .statusCode(200)
                .body("profile", equalTo("category:arena_videos"))
                .body("derived", hasSize(1));
        upload(Map.of("session_id", "simulated", "dry_run", "true"), "x.csv", file)
                .statusCode(200)
                .body("profile", nullValue())
                .body("derived", empty());

        given().contentType("application/json")
                .body("{\"category_id\": \"arena_videos\"}")
                .put("/sessions/filmed before")
                .then()
                .statusCode(201);
        upload(Map.of("session_id", "filmed before", "dry_run", "true"), "x.csv", file)
                .statusCode(200)
                .body("profile", equalTo("category:arena_videos"));
        given().delete("/sessions/{id}", "filmed before").then().statusCode(204);
    }
}
