package org.collabenv.episodes.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.collabenv.episodes.testing.DuckDb;
import org.collabenv.episodes.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stored rows are given back as files, and proved to be what was sent, on each database. */
abstract class ReadBackContract extends HttpContract {

    private static final String ROWS = "/episodes/{id}/observations";
    private static final String STATUS = "/episodes/{id}/status?content=true";

    private static final String PAIR = """
            frame,id,type,x,y,z,pace,state
            0,ant,agent,1,2,,0.5,walking
            0,bee,agent,3,4,,,
            1,ant,agent,1.5,2.5,,0.75,resting
            1,bee,agent,3.5,4.5,,2,walking
            2,ant,agent,2,3,,1,
            2,fence,env,9,9,1,,
            """;

    @Test
    void rowsAreWide() {
        load("pair", PAIR);

        given().get(ROWS, "pair")
                .then()
                .statusCode(200)
                .contentType("text/csv;charset=UTF-8")
                .header("Content-Disposition", equalTo("attachment; filename=\"pair.csv\""))
                .body(equalTo("""
                                time_index,agent_id,agent_type,x,y,z,pace,state
                                0,ant,agent,1.0,2.0,,0.5,walking
                                0,bee,agent,3.0,4.0,,,
                                1,ant,agent,1.5,2.5,,0.75,resting
                                1,bee,agent,3.5,4.5,,2.0,walking
                                2,ant,agent,2.0,3.0,,1.0,
                                2,fence,env,9.0,9.0,1.0,,
                                """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from=1&to=1&properties=none       | 1,ant,agent,1.5,2.5;1,bee,agent,3.5,4.5",
                "step=2&agent_id=ant&properties=none | 0,ant,agent,1.0,2.0;2,ant,agent,2.0,3.0",
                "from=1&step=2&properties=none     | 1,ant,agent,1.5,2.5;1,bee,agent,3.5,4.5",
                "agent_type=env&properties=none    | 2,fence,env,9.0,9.0,1.0",
                "agent_id=ant&agent_id=bee&from=1&to=1&properties=pace | 1,ant,agent,1.5,2.5,0.75;1,bee,agent,3.5,4.5,2.0",
                "from=1&to=1&agents=ids&properties=none | 1,0,agent,1.5,2.5;1,1,agent,3.5,4.5",
                "to=0&agents=ids&agent_id=1&properties=state,pace | 0,1,agent,3.0,4.0,,",
                "to=1&order=agent&properties=none  | 0,ant,agent,1.0,2.0;1,ant,agent,1.5,2.5;0,bee,agent,3.0,4.0;1,bee,agent,3.5,4.5",
                "from=7&properties=none            | ''",
                "from=1&to=1&properties=           | 1,ant,agent,1.5,2.5;1,bee,agent,3.5,4.5",
            })
    void someRowsAreSelected(String query, String rows) {
        load("pair", PAIR);

        String body = given().get(ROWS + "?" + query, "pair")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        List<String> lines = body.lines().skip(1).toList();
        assertThat(String.join(";", lines)).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "frm=1              | The parameter 'frm' is unknown",
                "from=a             | from is wrong: a whole number is expected",
                "step=0             | step is wrong: a number from 1 on is expected",
                "order=x            | order is wrong: one of these is expected: agent, sent, time",
                "format=xlsx        | format is wrong: one of these is expected: csv, jsonl, parquet",
                "to=1&to=2          | to is wrong: it is given more than once",
                "properties=nothing | There is no property 'nothing'",
            })
    void wrongParametersAreNamed(String query, String detail) {
        load("pair", PAIR);

        given().get(ROWS + "?" + query, "pair")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("detail", containsString(detail));
    }

    @Test
    void missingEpisodeAndSession() {
        given().get(ROWS, "none").then().statusCode(404).contentType(PROBLEM);
        given().get("/sessions/{id}/observations", "none")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
        given().get(STATUS, "none").then().statusCode(404);
    }

    @Test
    void formatFollowsTheHeader() {
        load("pair", PAIR);

        given().accept("application/x-ndjson")
                .get(ROWS + "?to=0&agent_id=bee&properties=pace,state", "pair")
                .then()
                .contentType("application/x-ndjson")
                .body(
                        equalTo(
                                "{\"time_index\":0,\"agent_id\":\"bee\",\"agent_type\":\"agent\",\"x\":3.0,\"y\":4.0,\"pace\":null,\"state\":null}\n"));
        given().accept("application/vnd.apache.parquet")
                .get(ROWS, "pair")
                .then()
                .contentType("application/vnd.apache.parquet")
                .body(startsWith("PAR1"));
        given().accept("text/html, */*").get(ROWS, "pair").then().contentType("text/csv;charset=UTF-8");
    }

    @Test
    void parquetSaysWhereItsRowsAreFrom(@TempDir Path folder) throws IOException {
        load("pair", PAIR);
        Path file = folder.resolve("pair.parquet");
        Files.write(file, given().get(ROWS + "?format=parquet", "pair").asByteArray());

        Tables read = new Tables(DuckDb::inMemory);
        assertThat(read.rows("SELECT decode(value) FROM parquet_kv_metadata('%s') WHERE decode(key) = 'episode-ingest'"
                        .formatted(file)))
                .singleElement()
                .asString()
                .contains(
                        "\"mapping\":{\"time_index\":\"time_index:frames\",\"agent_id\":\"agent_id:labels\"",
                        "\"episode_id\":\"pair\"",
                        "\"file\":\"pair.csv\"",
                        "\"sha256\":\"",
                        "\"source\":\"frame\"");
        assertThat(read.rows("SELECT * FROM '%s' WHERE time_index = 1".formatted(file)))
                .containsExactly("1 ant agent 1.5 2.5 null 0.75 resting", "1 bee agent 3.5 4.5 null 2.0 walking");
    }

    @Test
    void sessionHasTheRowsOfItsEpisodes(@TempDir Path folder) throws IOException {
        upload(Map.of("episode_id", "b", "session_id", "both"), "b.csv", PAIR).statusCode(201);
        upload(Map.of("episode_id", "a", "session_id", "both"), "a.csv", "frame,id,x,y,wing\n0,7,1,2,3.5\n")
                .statusCode(201);

        given().get("/sessions/{id}/observations?format=csv&to=0", "both")
                .then()
                .statusCode(200)
                .body(equalTo("""
                                episode_id,time_index,agent_id,agent_type,x,y,pace,state,wing
                                b,0,ant,agent,1.0,2.0,0.5,walking,
                                b,0,bee,agent,3.0,4.0,,,
                                a,0,7,agent,1.0,2.0,,,3.5
                                """));
        Path file = folder.resolve("both.parquet");
        Files.write(file, given().get("/sessions/{id}/observations", "both").asByteArray());
        assertThat(new Tables(DuckDb::inMemory)
                        .rows("SELECT episode_id, count(*) FROM '%s' GROUP BY 1 ORDER BY 1".formatted(file)))
                .containsExactly("a 1", "b 6");
    }

    /** Rows of other episodes may have ids between those of an episode. */
    @Test
    void rowsThatWereAppendedAreThereToo() {
        load("pair", PAIR);
        load("other", "frame,id,x,y,wing\n0,7,1,2,3.5\n");
        append("pair", "frame,id,type,x,y,pace\n3,ant,agent,5,6,1.5\n");

        given().get(ROWS + "?from=2", "pair").then().body(equalTo("""
                                time_index,agent_id,agent_type,x,y,z,pace
                                2,ant,agent,2.0,3.0,,1.0
                                2,fence,env,9.0,9.0,1.0,
                                3,ant,agent,5.0,6.0,,1.5
                                """));
    }

    @Test
    void contentIsReadOnlyIfAsked() {
        load("pair", PAIR);

        given().get("/episodes/{id}/status", "pair").then().statusCode(200).body(not(containsString("content")));
        given().get("/episodes/{id}/status?content=yes", "pair")
                .then()
                .statusCode(400)
                .body("detail", containsString("content is wrong: true or false is expected"));
    }

    @Test
    void contentOfALoadIsVerified() {
        load("pair", PAIR);

        assertVerified("pair").body("content.expected", matchesPattern("[0-9a-f]{16}"));
    }

    @Test
    void contentOfTimesThatBeginLaterIsVerified() {
        upload(
                        Map.of("episode_id", "times", "frame_rate", "1"),
                        "times.csv",
                        "timestamp,id,x,y\n2024-01-01T00:00:01Z,1,1,2\n2024-01-01T00:00:00Z,1,2,3\n")
                .statusCode(201);
        assertThat(tables.rows("SELECT time_index FROM observations ORDER BY 1"))
                .containsExactly("0", "1");

        assertVerified("times");
    }

    @Test
    void contentOfDerivedVelocitiesIsVerified() {
        upload(Map.of("episode_id", "fast", "derive", "velocity"), "fast.csv", "frame,id,x,y\n0,1,1,2\n1,1,2,3\n")
                .statusCode(201);
        assertVerified("fast");
        upload(
                        Map.of("episode_id", "fast", "derive", "velocity", "on_conflict", "append"),
                        "more.csv",
                        "frame,id,x,y\n2,1,5,2\n3,1,2,3\n")
                .statusCode(201);
        assertVerified("fast");

        tables.execute("UPDATE observations SET v_x = v_x + 1e-9 WHERE time_index = 1");
        assertTampered("fast");
    }

    @Test
    void contentOfAppendedRowsIsVerified() {
        load("pair", PAIR);
        append("pair", "frame,id,type,x,y,pace\n3,ant,agent,5,6,1.5\n3,wasp,agent,5,6,\n");

        assertVerified("pair");
    }

    @Test
    void contentOfAddedAndReplacedValuesIsVerified() {
        load("pair", PAIR);
        add("frame,id,pace,wing,state\n0,bee,7,0.25,\n1,bee,,0.5,resting\n", Map.of("on_conflict", "replace"));
        assertVerified("pair");

        add("time_index,agent_id,property_id,value\n2,ant,pace,9\n2,fence,wing,1\n", Map.of("on_conflict", "replace"));
        assertVerified("pair");

        tables.execute("UPDATE extended_properties SET value_float = 9.5 WHERE value_float = 9");
        assertTampered("pair");
    }

    @Test
    void contentOfAReplacedEpisodeIsVerified() {
        load("pair", PAIR);
        upload(Map.of("episode_id", "pair", "on_conflict", "replace"), "pair.csv", "frame,id,x,y\n0,1,1,2\n")
                .statusCode(201);

        assertVerified("pair");
    }

    /** Another program gives no digest with what it stores. */
    @Test
    void nothingIsExpectedOfAnotherProgram() {
        load("pair", PAIR);
        tables.execute("DELETE FROM receipts");

        given().get(STATUS, "pair")
                .then()
                .body("content.expected", nullValue())
                .body("content.stored", matchesPattern("[0-9a-f]{16}"))
                .body("content.verified", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "one bit of a value     | UPDATE extended_properties SET value_float = 0.7500000000000001 WHERE value_float = 0.75",
                "one bit of a position  | UPDATE observations SET y = 2.5000000000000004 WHERE y = 2.5",
                "a swapped pair         | UPDATE observations SET x = CASE x WHEN 1.0 THEN 1.5 ELSE 1.0 END WHERE x IN (1.0, 1.5)",
                "swapped coordinates    | UPDATE observations SET x = y, y = x WHERE time_index = 0",
                "a swapped pair of values | UPDATE extended_properties SET value_float = CASE value_float WHEN 0.5 THEN 0.75 ELSE 0.5 END WHERE value_float IN (0.5, 0.75)",
                "a text                 | UPDATE extended_properties SET value_text = 'walkinG' WHERE value_text = 'walking'",
                "a number made a text   | UPDATE extended_properties SET value_text = '0.75', value_float = NULL WHERE value_float = 0.75",
                "a lost value           | DELETE FROM extended_properties WHERE value_float = 0.75",
                "a lost height          | UPDATE observations SET z = NULL WHERE z IS NOT NULL",
                "a value of another     | UPDATE extended_properties SET property_id = 'speed' WHERE value_float = 0.75",
                "another frame          | UPDATE observations SET time_index = 7 WHERE time_index = 5",
                "another agent          | UPDATE observations SET agent_id = 77 WHERE time_index = 5",
                "another type           | UPDATE observations SET agent_type_id = 'bird' WHERE time_index = 5",
                "a number beside a text | UPDATE extended_properties SET value_float = 5 WHERE value_text = 'walking'",
                "no number for none     | UPDATE observations SET z = CAST('NaN' AS double precision) WHERE z IS NULL",
                "a label                | UPDATE agent_labels SET label = 'moth' WHERE label = 'bee'",
            })
    void tamperingIsFound(String what, String behindTheBack) {
        load("pair", PAIR + "5,ant,agent,0,0,,,\n");
        assertVerified("pair");

        tables.execute(behindTheBack);

        assertTampered("pair");
    }

    /** Velocities that the database derives for all rows are added to what was expected; an error in the rows stays one. */
    @Test
    void tamperingIsFoundAfterLaterLoadsToo() {
        Map<String, String> derive = Map.of("episode_id", "fast", "derive", "velocity", "frame_rate", "10");
        upload(derive, "fast.csv", "frame,id,x,y,pace\n0,1,1,2,0.5\n1,1,2,3,1\n")
                .statusCode(201);
        tables.execute("UPDATE extended_properties SET value_float = 7 WHERE value_float = 0.5");
        assertTampered("fast");

        upload(
                        Map.of("episode_id", "fast", "derive", "velocity", "on_conflict", "append"),
                        "more.csv",
                        "frame,id,x,y\n2,1,5,2\n")
                .statusCode(201);

        assertTampered("fast");
    }

    @Test
    void episodeOfManyPropertiesIsVerifiedAndReadInParts() {
        String names = IntStream.range(0, 400).mapToObj(i -> "note_" + i).collect(Collectors.joining(","));
        String cells = IntStream.range(0, 400).mapToObj(i -> "text" + i).collect(Collectors.joining(","));
        load("wide", "frame,id,x,y,%s%n0,1,0,0,%s%n1,1,0,0,%s%n".formatted(names, cells, cells));

        assertVerified("wide");
        given().get(ROWS, "wide")
                .then()
                .statusCode(400)
                .body("detail", containsString("The rows have 400 properties, and at most 250 can be read at once"));
        given().get(ROWS + "?properties=note_7,note_399", "wide")
                .then()
                .body(containsString("0,1,agent,0.0,0.0,text399,text7"));
    }

    /** It could not come out and in again. */
    @Test
    void propertyIsNotCalledAsAColumnOfObservations() {
        load("pair", PAIR);

        for (String name : List.of("v_x", "time_index", "tab\tx")) {
            given().multiPart(
                            "file",
                            "values.csv",
                            ("frame,id,property_id,value\n0,bee," + name + ",1\n").getBytes(StandardCharsets.UTF_8),
                            "text/csv")
                    .post("/episodes/pair/properties")
                    .then()
                    .statusCode(422)
                    .body("type", endsWith(":invalid-header"));
        }
    }

    @Test
    void lostObservationIsFound() {
        load("pair", PAIR + "5,ant,agent,0,0,,,\n");

        tables.execute("DELETE FROM observations WHERE time_index = 5");

        assertTampered("pair");
    }

    protected final void assertTampered(String episode) {
        given().get(STATUS, episode).then().statusCode(200).body("content.verified", equalTo(false));
    }

    private ValidatableResponse assertVerified(String episode) {
        return given().get(STATUS, episode).then().statusCode(200).body("content.verified", equalTo(true));
    }

    protected final void load(String episode, String file) {
        upload(Map.of("episode_id", episode), episode + ".csv", file).statusCode(201);
    }

    private void append(String episode, String file) {
        upload(Map.of("episode_id", episode, "on_conflict", "append"), "more.csv", file)
                .statusCode(201);
    }

    private void add(String file, Map<String, String> fields) {
        var request = given();
        fields.forEach(request::multiPart);
        request.multiPart("file", "values.csv", file.getBytes(StandardCharsets.UTF_8), "text/csv")
                .post("/episodes/pair/properties")
                .then()
                .statusCode(201);
    }
}
