package org.collabenv.episodes.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.ValidatableResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.collabenv.episodes.testing.DuckDb;
import org.collabenv.episodes.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What trackers and simulators really wrote, on each database; where those files are beside the project. */
abstract class RealFilesContract extends HttpContract {

    private static final String DISTINCT_FRAMES = "SELECT count(DISTINCT time_index) FROM observations";
    private static final Map<String, String> SOLENT = Map.of(
            "mapping", "Time=time_index,MMSI=agent_id,Longitude_degrees=x,Latitude_degrees=y", "frame_rate", "1000");

    @Test
    void boidsOfThe3dLayoutInParquet() {
        load("collab_shape_episode-0-completed.parquet", Map.of())
                .statusCode(201)
                .body("observations", equalTo(9331))
                .body("extended_properties", equalTo(81_270))
                .body("num_frames", equalTo(301))
                .body("num_agents", equalTo(30))
                .body("warnings.code", equalTo(List.of()));

        assertThat(tables.rows("SELECT agent_type_id, count(*), count(v_x) FROM observations GROUP BY 1 ORDER BY 1"))
                .containsExactly("agent 9030 9030", "env 301 0");
        assertThat(tables.rows("SELECT property_id, count(*), count(value_float) FROM extended_properties"
                        + " WHERE property_id LIKE '%closest%' GROUP BY 1 ORDER BY 1"))
                .containsExactly(
                        "scene_mesh_closest_x 9030 9030",
                        "scene_mesh_closest_y 9030 9030",
                        "scene_mesh_closest_z 9030 9030",
                        "target_mesh_closest_x 9030 9030",
                        "target_mesh_closest_y 9030 9030",
                        "target_mesh_closest_z 9030 9030");
        assertThat(tables.number("SELECT count(*) FROM observations a JOIN observations e"
                        + " ON e.time_index = a.time_index AND e.agent_id = a.agent_id"
                        + " WHERE a.agent_type_id = 'agent' AND e.agent_type_id = 'env'"))
                .isEqualTo(301);
    }

    @Test
    void pedestriansOfOneTrack() {
        load("n34_cam2.csv", Map.of())
                .statusCode(201)
                .body("observations", equalTo(1101))
                .body("extended_properties", equalTo(0))
                .body("num_frames", equalTo(3991))
                .body("num_agents", equalTo(71))
                .body("warnings.code", equalTo(List.of("velocity_mismatch")));

        assertThat(tables.number(DISTINCT_FRAMES)).isEqualTo(299);
    }

    @Test
    void termitesWithLettersAsIds() {
        load("termite_video_tracked.csv", Map.of("episode_id", "termites"))
                .statusCode(201)
                .body("observations", equalTo(22_392))
                .body("extended_properties", equalTo(0))
                .body("num_agents", equalTo(8))
                .body("ignored_columns", equalTo(List.of("")))
                .body("columns.find { it.target == 'agent_id' }.type", equalTo("label"))
                .body("warnings.code", equalTo(List.of()));

        assertThat(tables.number(DISTINCT_FRAMES)).isEqualTo(2799);
        given().get("/episodes/termites")
                .then()
                .body("agent_labels.label", equalTo(List.of("A", "B", "C", "D", "E", "F", "G", "H")))
                .body("agent_labels.agent_id", equalTo(List.of(0, 1, 2, 3, 4, 5, 6, 7)));
    }

    @Test
    void termitesWithVelocitiesFromTheirPositions() {
        load("termite_video_tracked.csv", Map.of("derive", "velocity", "frame_rate", "25"))
                .statusCode(201)
                .body("derived", hasSize(1));

        assertThat(tables.number("SELECT count(*) FROM observations WHERE v_x IS NULL"))
                .isEqualTo(8);
        assertThat(tables.number("SELECT count(*) FROM observations a JOIN observations b"
                        + " ON b.agent_id = a.agent_id AND b.time_index = a.time_index + 1"
                        + " WHERE abs(a.v_y - (b.y - a.y) * 25) > 1e-9"))
                .isZero();
    }

    @Test
    void pathfinderInSecondsWithUnits() {
        load("pathfinder.csv", Map.of("frame_rate", "1000"))
                .statusCode(201)
                .body("observations", equalTo(12_120))
                .body("extended_properties", equalTo(12_120 * 7 - 150))
                .body("num_agents", equalTo(150))
                .body("num_frames", equalTo(138_776))
                .body("columns.find { it.target == 'name' }.type", equalTo("string"))
                .body("columns.find { it.target == 'terrain type' }.values", equalTo(12_120))
                .body("columns.find { it.target == 'location' }.nulls", equalTo(150))
                .body("warnings.code", equalTo(List.of()));

        assertThat(tables.number(DISTINCT_FRAMES)).isEqualTo(140);
        assertThat(tables.rows("SELECT value_text FROM extended_properties WHERE property_id = 'name'"
                        + " ORDER BY value_text LIMIT 1"))
                .containsExactly("00001");
        assertThat(tables.rows("SELECT unit FROM property_definitions WHERE property_id = 'distance'"))
                .containsExactly("m");
    }

    @Test
    void pathfinderWithoutAFrameRateIsRefused() {
        load("pathfinder.csv", Map.of())
                .statusCode(422)
                .body("type", endsWith(":frame-rate-needed"))
                .body("detail", allOf(containsString("not whole frames"), containsString("frame_rate")));

        assertNothingStoredAndTheNextLoadWorks();
    }

    @Test
    void shipsThatRepeatAKeyAreRefusedNamingBothLines() throws IOException {
        Path file = SharedData.file("SolentAIS_20160112_130211.csv");
        Map<Integer, Integer> repeated = repeatedLines(file);

        ValidatableResponse answer = load(file.getFileName().toString(), SOLENT);

        // The answer comes with the first batch that has errors; the rest is not read.
        List<Integer> lines = answer.statusCode(422).extract().jsonPath().getList("errors.line", Integer.class);
        assertThat(lines).isNotEmpty().allMatch(repeated::containsKey);
        lines.forEach(line -> answer.body(
                "errors.find { it.line == %d }.message".formatted(line),
                containsString("(line %d)".formatted(repeated.get(line)))));
        assertNothingStoredAndTheNextLoadWorks();
    }

    @Test
    void shipsThatRepeatAKeyLoadWithoutThoseRows() {
        load("SolentAIS_20160112_130211.csv", with(SOLENT, "on_error", "skip_row"))
                .statusCode(201)
                .body("rows.read", equalTo(18_623))
                .body("rows.rejected", equalTo(3))
                .body("errors.code", equalTo(List.of("duplicate_key", "duplicate_key", "duplicate_key")))
                .body("observations", equalTo(18_620))
                .body("extended_properties", equalTo(37_240))
                .body("num_agents", equalTo(91))
                .body("warnings.code", equalTo(List.of("short_tracks")));

        assertThat(tables.number(DISTINCT_FRAMES)).isEqualTo(15_958);
        assertThat(tables.number("SELECT count(*) FROM extended_properties WHERE property_id = 'COG_degrees'"
                        + " AND value_float IS NOT NULL"))
                .isEqualTo(18_620);
    }

    @Test
    void oystercatchersOfMovebankInGzip() throws IOException {
        Map<String, Integer> values = filledCells(SharedData.file("O_ASSEN-gps-2018.csv.gz"));

        ValidatableResponse answer =
                load("O_ASSEN-gps-2018.csv.gz", Map.of("frame_rate", "1")).body("warnings.code", equalTo(List.of()));

        answer.statusCode(201).body("observations", equalTo(14_893)).body("num_agents", equalTo(3));
        assertThat(tables.rows("SELECT DISTINCT agent_type_id FROM observations"))
                .containsExactly("Haematopus ostralegus");
        Map<String, Integer> stored = new TreeMap<>();
        for (String row : tables.rows("SELECT count(*), property_id FROM extended_properties GROUP BY property_id")) {
            stored.put(row.substring(row.indexOf(' ') + 1), Integer.parseInt(row.substring(0, row.indexOf(' '))));
        }
        values.values().removeIf(count -> count == 0);
        for (String observed : List.of(
                "timestamp",
                "location-long",
                "location-lat",
                "individual-taxon-canonical-name",
                "individual-local-identifier")) {
            values.remove(observed);
        }
        assertThat(stored).isEqualTo(values).doesNotContainKey("bar:barometric-pressure");
        answer.body("columns.find { it.source == 'bar:barometric-pressure' }.values", equalTo(0))
                .body("created.properties", not(hasItem("bar:barometric-pressure")));
    }

    @Test
    void aircraftOfOpenskyInParquet() {
        load(
                        "opensky_28d23de4.parquet",
                        Map.of(
                                "mapping",
                                "time=time_index,icao24=agent_id,lon=x,lat=y,geoaltitude=z",
                                "frame_rate",
                                "1"))
                .statusCode(201)
                .body("observations", equalTo(3600))
                .body("num_agents", equalTo(1))
                .body("columns.find { it.source == 'serials' }.type", equalTo("vector"))
                .body("columns.find { it.source == 'onground' }.type", equalTo("string"))
                .body("columns.find { it.source == 'time' }.type", equalTo("timestamp"))
                // The first row is not the earliest one.
                .body("time.origin", equalTo("2017-02-05T15:45:00Z"));

        assertThat(tables.number(DISTINCT_FRAMES)).isEqualTo(3600);
        assertThat(tables.rows("SELECT value_text FROM extended_properties p JOIN observations o USING (observation_id)"
                        + " WHERE p.property_id = 'serials' AND o.time_index = 901"))
                .containsExactly("[1433801924,-1498608228]");
        assertThat(tables.rows("SELECT label FROM agent_labels")).containsExactly("406d95");
    }

    @Test
    void flytraxWithoutAgentsIsRefusedListingItsColumns() {
        load("flytrax20191122_103500.csv", Map.of())
                .statusCode(422)
                .body("type", endsWith(":invalid-header"))
                .body("detail", allOf(containsString("agent_id"), containsString("x_px, y_px, orientation")));

        assertNothingStoredAndTheNextLoadWorks();
    }

    @Test
    void deepLabCutOfOneWasp() {
        load("DLC_sample_tracks.csv", Map.of())
                .statusCode(201)
                .body("observations", equalTo(1085))
                .body("extended_properties", equalTo(6510))
                .body("num_agents", equalTo(1))
                .body("derived[0]", containsString("mean of the body parts that were found, out of 2"))
                .body("warnings.code", equalTo(List.of("jump")));

        assertThat(tables.rows("SELECT round(sum(x) * 1000) FROM observations")).containsExactly("9.73244413E8");
    }

    @Test
    void configOfASimulationComesBackEqual() throws IOException {
        Path file = SharedData.file("boids3d_config.yaml");
        Object config = new Yaml().load(Files.readString(file));

        given().contentType("application/yaml")
                .body(Files.readAllBytes(file))
                .put("/sessions/simulation/config")
                .then()
                .statusCode(201);

        String session = given().get("/sessions/simulation").asString();
        assertThat(new ObjectMapper().readValue(session, new TypeReference<Map<String, Object>>() {}))
                .containsEntry("config", config);
        given().delete("/sessions/simulation").then().statusCode(204);
    }

    private ValidatableResponse load(String file, Map<String, String> fields) {
        var request = given();
        fields.forEach(request::multiPart);
        return request.multiPart("file", SharedData.file(file).toFile())
                .post("/episodes")
                .then();
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        Map<String, String> more = new TreeMap<>(fields);
        more.put(name, value);
        return more;
    }

    /** The lines whose time and ship an earlier line has, each with that line. */
    private static Map<Integer, Integer> repeatedLines(Path file) throws IOException {
        Map<String, Integer> first = new TreeMap<>();
        Map<Integer, Integer> repeated = new TreeMap<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            Integer earlier = first.putIfAbsent(cells[0] + cells[1], i + 1);
            if (earlier != null) {
                repeated.put(i + 1, earlier);
            }
        }
        return repeated;
    }

    /** How many cells of each column hold a value; read by another reader than ours. */
    private static Map<String, Integer> filledCells(Path gzip) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        try (var database = DuckDb.inMemory();
                var statement = database.createStatement();
                var reader = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(gzip)), StandardCharsets.UTF_8))) {
            for (String name : reader.readLine().split(",", -1)) {
                try (var result = statement.executeQuery(
                        "SELECT count(\"%s\") FROM read_csv('%s', all_varchar = true, nullstr = ['', 'NaN', 'NA', 'null', 'None'])"
                                .formatted(name, gzip))) {
                    result.next();
                    counts.put(name, result.getInt(1));
                }
            }
            return counts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
