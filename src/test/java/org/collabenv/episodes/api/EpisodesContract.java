package org.collabenv.episodes.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.testing.RawUpload;
import org.junit.jupiter.api.Test;

/** What becomes of a good upload over HTTP, word for word the same on each database. */
abstract class EpisodesContract extends HttpContract {

    @Test
    void exampleLoadsAndItsStatusVerifiesIt() throws Exception {
        ValidatableResponse receipt = upload(Map.of("episode_id", "flock"), "flock.csv", Files.readString(EXAMPLE));

        receipt.statusCode(201)
                .header("Location", "/episodes/flock")
                .body("episode_id", equalTo("flock"))
                .body("status", equalTo("completed"))
                .body("duplicate", equalTo(false))
                .body("rows.read", equalTo(3100))
                .body("rows.loaded", equalTo(3100))
                .body("rows.rejected", equalTo(0))
                .body("observations", equalTo(3100))
                .body("extended_properties", equalTo(27000))
                .body("num_frames", equalTo(100))
                .body("num_agents", equalTo(30))
                .body("columns.find { it.target == 'distance_to_scene_mesh' }.source", equalTo("mesh_scene_distance"))
                .body("columns.find { it.target == 'distance_to_scene_mesh' }.values", equalTo(3000))
                .body("columns.find { it.target == 'distance_to_scene_mesh' }.nulls", equalTo(100))
                .body("bytes_received", equalTo((int) Files.size(EXAMPLE)))
                .body("sha256", equalTo(sha256(Files.readAllBytes(EXAMPLE))))
                .body("links.status", equalTo("/episodes/flock/status"));
        given().get("/episodes/flock/status")
                .then()
                .statusCode(200)
                .body("verified", equalTo(true))
                .body("observations.loaded", equalTo(3100))
                .body("observations.stored", equalTo(3100))
                .body("observations.by_agent_type", equalTo(Map.of("agent", 3000, "env", 100)))
                .body("extended_properties.stored", equalTo(27000))
                .body("extended_properties.by_property.target_mesh_closest_y", equalTo(3000));
    }

    @Test
    void rawBodyLoadsWithParametersInTheQuery() {
        given().contentType("text/csv")
                .body(GOOD)
                .queryParam("episode_id", "raw")
                .queryParam("session_id", "summer")
                .queryParam("category", "boids_2d")
                .queryParam("episode_number", "7")
                .queryParam("frame_rate", "12.5")
                .queryParam("agent_type", "bird")
                .post("/episodes")
                .then()
                .statusCode(201)
                .body("session_id", equalTo("summer"))
                .body("episode_number", equalTo(7));

        assertThat(tables.rows("SELECT e.session_id, e.episode_number, e.num_frames, e.num_agents, e.frame_rate,"
                        + " s.category_id FROM episodes e JOIN sessions s USING (session_id)"))
                .containsExactly("summer 7 2 1 12.5 boids_2d");
        assertThat(tables.rows("SELECT DISTINCT agent_type_id FROM observations"))
                .containsExactly("bird");
    }

    @Test
    void serverMakesAnIdFromTheFilesName() throws IOException {
        String body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../étude 7.csv\"\r\n\r\n" + GOOD
                + "\r\n--b--\r\n";
        try (RawUpload upload = RawUpload.chunked(RestAssured.port, "/episodes", "multipart/form-data; boundary=b")) {
            assertThat(upload.chunk(body).lastChunk().answer()).contains("\"episode_id\":\"_tude_7-");
        }

        assertThat(tables.rows("SELECT file_path FROM episodes")).containsExactly("étude 7.csv");
    }

    @Test
    void missingValuesMakeNullsAndNoProperties() {
        String file = "time,id,x,y,z,v_x,length,mood\n0,1,2,3,,4,1.5,calm\n1,1,2,3,5,,NaN,\n";

        upload(Map.of("episode_id", "gaps"), "gaps.csv", file).statusCode(201).body("extended_properties", equalTo(2));

        assertThat(tables.rows("SELECT time_index, z, v_x, v_y, v_z FROM observations ORDER BY time_index"))
                .containsExactly("0 null 4.0 null null", "1 5.0 null null null");
        assertThat(tables.rows("SELECT property_id, value_float, value_text FROM extended_properties ORDER BY 1"))
                .containsExactly("length 1.5 null", "mood null calm");
    }

    @Test
    void newPropertyTypeAndSessionAreDefinedOnTheWay() {
        String file = "time,id,type,x,y,wing beat,colour\n0,1,harrier,2,3,7,red\n";

        upload(Map.of("episode_id", "new", "session_id", "never seen"), "new.csv", file)
                .statusCode(201)
                .body("created.agent_types", equalTo(List.of("harrier")))
                .body("created.properties", equalTo(List.of("colour", "wing beat")))
                .body("created.sessions", equalTo(List.of("never seen")));

        assertThat(tables.rows("SELECT property_id, data_type FROM property_definitions"
                        + " WHERE property_id IN ('colour', 'wing beat') ORDER BY 1"))
                .containsExactly("colour string", "wing beat float");
    }

    @Test
    void rowsThatVanishBehindTheServiceAreSeen() {
        upload(Map.of("episode_id", "good"), "good.csv", GOOD).statusCode(201);

        tables.execute("DELETE FROM extended_properties WHERE property_id = 'mood'");

        given().get("/episodes/good/status")
                .then()
                .body("verified", equalTo(false))
                .body("extended_properties.loaded", equalTo(1))
                .body("extended_properties.stored", equalTo(0))
                .body("observations.stored", equalTo(2));
    }

    @Test
    void episodeIsReadWithItsReceipt() {
        upload(Map.of("episode_id", "good"), "good.csv", GOOD).statusCode(201);

        given().get("/episodes/good")
                .then()
                .statusCode(200)
                .body("session_id", equalTo("default"))
                .body("file_path", equalTo("good.csv"))
                .body("receipt.observations", equalTo(2))
                .body("receipt.columns.size()", equalTo(5));
    }

    @Test
    void episodeOfAnotherProgramHasNoReceipt() {
        upload(Map.of("episode_id", "good"), "good.csv", GOOD).statusCode(201);
        tables.execute("DELETE FROM receipts");

        given().get("/episodes/good").then().statusCode(200).body("receipt", nullValue());
        given().get("/episodes/good/status")
                .then()
                .body("verified", nullValue())
                .body("observations.loaded", nullValue())
                .body("observations.stored", equalTo(2));
    }

    @Test
    void episodesAreListedAPageAtATime() {
        for (String id : List.of("c", "a", "b")) {
            upload(Map.of("episode_id", id, "session_id", id.equals("b") ? "other" : "default"), "x.csv", GOOD)
                    .statusCode(201);
        }

        given().get("/episodes?limit=2")
                .then()
                .body("episodes.episode_id", equalTo(List.of("a", "b")))
                .body("next", equalTo("b"));
        given().get("/episodes?limit=3").then().body("next", nullValue());
        given().get("/episodes?limit=2&after=b")
                .then()
                .body("episodes.episode_id", equalTo(List.of("c")))
                .body("next", nullValue());
        given().get("/episodes?session_id=default").then().body("episodes.episode_id", equalTo(List.of("a", "c")));
        for (String wrong : List.of("limit=0", "limit=1001", "limit=all", "after=%00")) {
            given().urlEncodingEnabled(false)
                    .get("/episodes?" + wrong)
                    .then()
                    .statusCode(400)
                    .contentType(PROBLEM);
        }
    }

    @Test
    void deletedEpisodeIsGone() {
        upload(Map.of("episode_id", "good", "session_id", "default"), "good.csv", GOOD)
                .statusCode(201);

        given().delete("/episodes/good").then().statusCode(204);

        for (String table : List.of("episodes", "observations", "extended_properties", "receipts")) {
            assertThat(tables.number("SELECT count(*) FROM " + table)).as(table).isZero();
        }
        for (String path : List.of("/episodes/good", "/episodes/good/status")) {
            given().get(path).then().statusCode(404).contentType(PROBLEM).body("type", endsWith(":not-found"));
        }
        given().delete("/episodes/good").then().statusCode(404);
        given().urlEncodingEnabled(false)
                .get("/episodes/%00")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
    }

    @Test
    void episodeThatIsThereIsNotTouched() {
        upload(Map.of("episode_id", "good"), "good.csv", GOOD).statusCode(201);
        Map<String, Long> there = tables.counts();

        upload(Map.of("episode_id", "good"), "good.csv", GOOD + "2,1,2.5,3.5,\n")
                .statusCode(409)
                .contentType(PROBLEM)
                .body("type", endsWith(":episode-exists"))
                .body("detail", containsString("good"));

        assertThat(tables.counts()).isEqualTo(there);
    }

    @Test
    void namesThatLookLikeSqlAreOnlyNames() {
        String hostile = "x'); DROP TABLE observations; --";
        String file = "time,id,type,x,y,\"%s\"\n0,1,\"%s\",2,3,\"%s\"\n".formatted(hostile, hostile, hostile);

        upload(Map.of("episode_id", "hostile", "session_id", hostile), hostile + ".csv", file)
                .statusCode(201);

        assertThat(tables.rows("SELECT o.agent_type_id, p.property_id, p.value_text FROM observations o"
                        + " JOIN extended_properties p USING (observation_id)"))
                .containsExactly(hostile + " " + hostile + " " + hostile);
    }

    @Test
    void receiptAndMetricsSayWhereTheTimeWent() {
        given().multiPart("file", EXAMPLE.toFile())
                .post("/episodes")
                .then()
                .statusCode(201)
                .body(
                        "timings_ms.keySet()",
                        hasItems("total", "receive_and_copy", "waiting_for_client", "storing", "finish", "commit"));

        String metrics =
                given().get("/q/metrics").then().statusCode(200).extract().asString();
        for (String stage : List.of("waiting_for_client", "reading", "storing", "finish", "commit")) {
            assertThat(metrics)
                    .containsPattern("episodes_load_stage_seconds_count\\{kind=\"episode\",stage=\"%s\"} [1-9]"
                            .formatted(stage));
        }
    }

    @Test
    void contractAndHealthAreServed() {
        given().get("/q/openapi?format=json").then().statusCode(200).body("paths.keySet()", hasItem("/episodes"));
        given().get("/q/health").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/metrics").then().statusCode(200);
        given().get("/nowhere").then().statusCode(404);
        given().get("/episodes/x/status")
                .then()
                .statusCode(404)
                .body("keySet()", hasItems("type", "title", "status", "detail"));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
