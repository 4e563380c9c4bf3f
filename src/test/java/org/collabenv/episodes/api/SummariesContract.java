package org.collabenv.episodes.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.config.JsonPathConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Histograms and tracks of few points, on each database. */
abstract class SummariesContract extends HttpContract {

    private static final String HISTOGRAM = "/episodes/{id}/properties/{property}/histogram";

    @Test
    void histogramCountsEachValueOnce() {
        load("small", "frame,id,x,y,pace\n0,1,0,0,0\n1,1,0,0,1\n2,1,0,0,2.5\n3,1,0,0,2.5\n4,1,0,0,10\n5,1,0,0,\n");
        load("other", "frame,id,x,y,pace\n0,1,0,0,7\n");

        given().get(HISTOGRAM + "?bins=4", "small", "pace")
                .then()
                .statusCode(200)
                .body("values", equalTo(5))
                .body("not_finite", equalTo(0))
                .body("edges", contains(0f, 2.5f, 5f, 7.5f, 10f))
                .body("counts", contains(2, 2, 0, 1));
    }

    @Test
    void histogramOfOneValueHasOneBin() {
        load("same", "frame,id,x,y,pace\n0,1,0,0,3\n1,1,0,0,3\n");

        given().get(HISTOGRAM, "same", "pace")
                .then()
                .body("edges", contains(3f, 3f))
                .body("counts", contains(2));
    }

    /** The distance between the two is larger than any number. */
    @Test
    void histogramOfExtremes() {
        load("wide", "frame,id,x,y,pace\n0,1,0,0,-1.7e308\n1,1,0,0,1.7e308\n2,1,0,0,5e-324\n");

        given().get(HISTOGRAM + "?bins=2", "wide", "pace")
                .then()
                .statusCode(200)
                .body("counts", contains(1, 2));
    }

    @Test
    void histogramOfRandomValuesIsThatOfASecondCount() {
        Random random = new Random(5);
        StringBuilder file = new StringBuilder("frame,id,x,y,pace\n");
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            double value = random.nextGaussian() * Math.pow(10, random.nextInt(5));
            values.add(value);
            file.append(i).append(",1,0,0,").append(value).append('\n');
        }
        load("random", file.toString());

        var json = given().get(HISTOGRAM + "?bins=37", "random", "pace")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath(new JsonPathConfig(JsonPathConfig.NumberReturnType.DOUBLE));
        List<Double> edges = json.getList("edges", Double.class);
        List<Integer> expected = new ArrayList<>();
        for (int bin = 0; bin < 37; bin++) {
            double from = edges.get(bin);
            double to = bin == 36 ? Double.POSITIVE_INFINITY : edges.get(bin + 1);
            expected.add((int) values.stream().filter(v -> v >= from && v < to).count());
        }
        assertThat(json.getList("counts", Integer.class)).isEqualTo(expected);
        assertThat(expected.stream().mapToInt(Integer::intValue).sum()).isEqualTo(3_000);
    }

    @Test
    void whatHasNoHistogramIsSaid() {
        load("texts", "frame,id,x,y,mood\n0,1,0,0,calm\n");

        given().get(HISTOGRAM, "texts", "mood").then().statusCode(400).body("detail", containsString("are no numbers"));
        given().get(HISTOGRAM, "texts", "pace").then().statusCode(404).body("type", endsWith(":not-found"));
        given().get(HISTOGRAM, "nothing", "mood").then().statusCode(404);
        given().get(HISTOGRAM + "?bins=0", "texts", "mood").then().statusCode(400);
        given().get(HISTOGRAM + "?bins=many", "texts", "mood").then().statusCode(400);
    }

    @Test
    void shortTracksAreWhole() {
        load("labels", "frame,id,x,y,z\n0,ann,1,2,\n1,ann,3,4,\n0,bob,5,6,7\n");

        given().get("/episodes/labels/tracks")
                .then()
                .statusCode(200)
                .body("points", equalTo(200))
                .body("tracks.label", contains("ann", "bob"))
                .body("tracks.observations", contains(2, 1))
                .body("tracks[0].time_index", contains(0, 1))
                .body("tracks[0].x", contains(1f, 3f))
                .body("tracks[0].y", contains(2f, 4f))
                .body("tracks[0].z", nullValue())
                .body("tracks[1].z", contains(7f));
        given().get("/episodes/labels/tracks?agent_type=env").then().body("tracks", empty());
        given().get("/episodes/nothing/tracks").then().statusCode(404);
        given().get("/episodes/labels/tracks?points=x").then().statusCode(400);
    }

    /** A straight walk with one detour of a single frame: whatever is left out, the detour and both ends are kept. */
    @Test
    void longTracksKeepTheirShape() {
        StringBuilder file = new StringBuilder("frame,id,x,y\n");
        for (int i = 0; i < 5_000; i++) {
            file.append(i)
                    .append(",1,")
                    .append(i)
                    .append(',')
                    .append(i == 3_333 ? 900 : 0)
                    .append('\n');
        }
        load("walk", file.toString());

        var json = given().get("/episodes/walk/tracks?points=12")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        List<Integer> frames = json.getList("tracks[0].time_index", Integer.class);

        assertThat(json.getInt("tracks[0].observations")).isEqualTo(5_000);
        assertThat(frames).hasSize(12).isSorted().contains(0, 3_333, 4_999);
    }

    @Test
    void manyAgentsShareThePoints() {
        StringBuilder file = new StringBuilder("frame,id,x,y\n");
        for (int frame = 0; frame < 30; frame++) {
            for (int agent = 0; agent < 10_001; agent++) {
                file.append(frame)
                        .append(',')
                        .append(agent)
                        .append(",0,")
                        .append(frame * frame)
                        .append('\n');
            }
        }
        load("crowd", file.toString());

        given().get("/episodes/crowd/tracks?points=1000")
                .then()
                .statusCode(200)
                .body("points", equalTo(19))
                .body("tracks", hasSize(10_001))
                .body("tracks[10000].x", hasSize(19));
    }

    private void load(String id, String file) {
        upload(Map.of("episode_id", id, "session_id", id), "x.csv", file).statusCode(201);
    }
}
