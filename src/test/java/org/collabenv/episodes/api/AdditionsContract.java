package org.collabenv.episodes.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What becomes of property values that are added to a stored episode, on each database. */
abstract class AdditionsContract extends HttpContract {

    private static final String VALUES = "SELECT o.time_index, o.agent_id, o.agent_type_id, p.property_id,"
            + " p.value_float, p.value_text FROM observations o JOIN extended_properties p USING (observation_id)"
            + " ORDER BY 1, 2, 3, 4";

    @Test
    void columnsAreAddedToTheirObservations() {
        load("time,id,x,y,mood\n0,1,2,3,calm\n0,2,2,3,\n1,1,2,3,\n");

        add("frame;agent_id;x;wing beat (hz);path\n1;1;99;7.5;\"[1, 2]\"\n0;2;99;;[3.5 4]\n")
                .statusCode(201)
                .header("Location", "/episodes/there")
                .body("rows.read", equalTo(2))
                .body("extended_properties", equalTo(3))
                .body("replaced", equalTo(0))
                .body("created.properties", equalTo(List.of("path", "wing beat (hz)")))
                .body("ignored_columns", equalTo(List.of("x")));

        assertThat(tables.rows(VALUES))
                .containsExactly(
                        "0 1 agent mood null calm",
                        "0 2 agent path null [3.5,4]",
                        "1 1 agent path null [1,2]",
                        "1 1 agent wing beat (hz) 7.5 null");
        assertThat(tables.rows("SELECT DISTINCT x FROM observations")).containsExactly("2.0");
        given().get("/episodes/there/status")
                .then()
                .body("verified", equalTo(true))
                .body("extended_properties.loaded", equalTo(4))
                .body("extended_properties.stored", equalTo(4));
    }

    @Test
    void valuesAreAddedOnePerLine() {
        load("time,id,x,y\n0,1,2,3\n0,2,2,3\n1,1,2,3\n");

        add("time,agent,property_id,value\n".replace("agent", "id")
                        + "0,1,confidence,0.5\n0,1,gait,calm\n0,2,confidence,0.25\n1,1,gait,\n1,1,late,3\n")
                .statusCode(201)
                .body("rows.read", equalTo(5))
                .body("extended_properties", equalTo(4))
                .body("created.properties", equalTo(List.of("gait", "late")));

        assertThat(tables.rows(VALUES))
                .containsExactly(
                        "0 1 agent confidence 0.5 null",
                        "0 1 agent gait null calm",
                        "0 2 agent confidence 0.25 null",
                        "1 1 agent late 3.0 null");
    }

    /** Right after a load the database has no statistics of the episode: a join row by row would take minutes here. */
    @Test
    void valuesOfAWholeEpisodeAreAddedRightAfterItsLoad() {
        StringBuilder episode = new StringBuilder("time,id,x,y\n");
        StringBuilder values = new StringBuilder("time,id,pace\n");
        for (int row = 0; row < 40_000; row++) {
            episode.append(row / 20).append(',').append(row % 20).append(",2,3\n");
            values.append(row / 20)
                    .append(',')
                    .append(row % 20)
                    .append(',')
                    .append(row)
                    .append('\n');
        }
        load(episode.toString());

        add(values.toString()).statusCode(201).body("extended_properties", equalTo(40_000));

        given().get("/episodes/there/status").then().body("verified", equalTo(true));
    }

    @Test
    void otherColumnsBesideOneValuePerLineAreReadOver() {
        load("time,id,x,y\n0,1,2,3\n");

        add("time,id,property_id,value,remark\n0,1,p,1,a\n0,1,q,2,b\n")
                .statusCode(201)
                .body("extended_properties", equalTo(2))
                .body("ignored_columns", equalTo(List.of("remark")));
    }

    @Test
    void wrongValueOfADefinedPropertyIsARowError() {
        load("time,id,x,y\n0,1,2,3\n");

        add("time,id,property_id,value\n0,1,confidence,high\n")
                .statusCode(422)
                .body("errors[0].line", equalTo(2))
                .body("errors[0].column", equalTo("value"))
                .body("errors[0].code", equalTo("not_a_number"));

        assertThat(tables.rows(VALUES)).isEmpty();
    }

    @Test
    void keysThatFitNoObservationAreRowErrors() {
        load("time,id,type,x,y\n0,1,bird,2,3\n0,2,bird,2,3\n");
        Map<String, Long> before = tables.counts();

        add("time,id,type,p\n0,1,bird,1\n7,1,bird,2\n0,2,fish,3\n0,9,bird,4\n")
                .statusCode(422)
                .body("type", endsWith(":invalid-rows"))
                .body("errors.line", equalTo(List.of(3, 4, 5)))
                .body("errors[0].code", equalTo("unknown_key"))
                .body("errors[1].message", containsString("time 0 of agent 2 and type fish"))
                .body("errors_total", equalTo(3));

        assertThat(tables.counts()).isEqualTo(before);
        add("time,id,type,p\n0,1,bird,1\n").statusCode(201);
    }

    @Test
    void manyUnknownKeysAreAllCountedAndTheFirstHundredListed() {
        load("time,id,x,y\n0,1,2,3\n");
        StringBuilder file = new StringBuilder("time,id,p\n");
        for (int i = 1; i <= 6000; i++) {
            file.append(i).append(",1,2\n");
        }

        add(file.toString())
                .statusCode(422)
                .body("errors.size()", equalTo(100))
                .body("errors_total", equalTo(6000))
                .body("errors_truncated", equalTo(true));
    }

    @Test
    void keyThatFitsSeveralTypesIsRefusedUntilTheFileHasTheType() {
        load("time,id,type,x,y\n0,1,agent,2,3\n0,1,env,2,3\n1,1,agent,2,3\n");

        add("time,id,p\n1,1,5\n0,1,6\n")
                .statusCode(422)
                .body("type", endsWith(":ambiguous-key"))
                .body("detail", allOf(containsString("line 3"), containsString("'agent' and 'env'")));

        add("time,id,p\n1,1,5\n").statusCode(201);
        add("time,id,type,p\n0,1,env,6\n").statusCode(201);
        assertThat(tables.rows(VALUES)).containsExactly("0 1 env p 6.0 null", "1 1 agent p 5.0 null");
    }

    @Test
    void valueThatIsThereIsRefusedOrReplaced() {
        load("time,id,x,y,p\n0,1,2,3,1\n1,1,2,3,2\n2,1,2,3,\n");
        String file = "time,id,p\n1,1,20\n2,1,30\n";

        add(file)
                .statusCode(409)
                .body("type", endsWith(":property-exists"))
                .body(
                        "detail",
                        allOf(containsString("1 observations have the property 'p'"), containsString("replace")));
        assertThat(tables.rows(VALUES)).hasSize(2);

        given().multiPart("on_conflict", "replace")
                .multiPart("file", "more.csv", file.getBytes(StandardCharsets.UTF_8), "text/csv")
                .post("/episodes/there/properties")
                .then()
                .statusCode(201)
                .body("extended_properties", equalTo(2))
                .body("replaced", equalTo(1));

        assertThat(tables.rows(VALUES))
                .containsExactly("0 1 agent p 1.0 null", "1 1 agent p 20.0 null", "2 1 agent p 30.0 null");
        given().get("/episodes/there/status")
                .then()
                .body("verified", equalTo(true))
                .body("extended_properties.loaded", equalTo(3));
    }

    @Test
    void sameKeyTwiceInTheFileNamesBothLines() {
        load("time,id,x,y\n0,1,2,3\n");

        add("time,id,p,q\n0,1,1,\n0,1,,2\n0,1,3,\n")
                .statusCode(422)
                .body("errors.line", equalTo(List.of(4)))
                .body("errors[0].code", equalTo("duplicate_key"))
                .body("errors[0].message", containsString("(line 2)"));

        assertThat(tables.rows(VALUES)).isEmpty();
    }

    @Test
    void agentsAreFoundByTheirLabels() {
        load("time,id,type,x,y\n0,zoe,bird,2,3\n0,adam,bird,2,3\n0,zoe,fish,2,3\n");

        add("time,id,p\n0,adam,1\n").statusCode(201);
        add("time,id,p\n0,zoe,1\n").statusCode(422).body("type", endsWith(":ambiguous-key"));
        add("time,id,type,p\n0,zoe,fish,2\n").statusCode(201);
        add("time,id,p\n0,eve,1\n")
                .statusCode(422)
                .body("errors[0].code", equalTo("unknown_key"))
                .body("errors[0].value", equalTo("eve"));

        assertThat(tables.rows(VALUES)).containsExactly("0 0 fish p 2.0 null", "0 1 bird p 1.0 null");
    }

    @Test
    void labelMeansAnAgentOfItsTypeOnly() {
        load("time,id,type,x,y\n0,A,agent,2,3\n0,E,env,2,3\n1,E,env,2,3\n");

        add("time,id,p\n0,A,1\n").statusCode(201);
        add("time,id,p\n1,A,2\n").statusCode(422).body("errors[0].code", equalTo("unknown_key"));

        assertThat(tables.rows(VALUES)).containsExactly("0 0 agent p 1.0 null");
    }

    @Test
    void oneFrameWrittenLikeARealNumberIsAFrame() {
        load("frame,id,x,y\n3,1,2,3\n");

        add("time,id,p\n3.0,1,1\n").statusCode(201);

        assertThat(tables.rows(VALUES)).containsExactly("3 1 agent p 1.0 null");
    }

    @Test
    void propertyIdsWithoutAColumnOfValuesAreRefused() {
        load("frame,id,x,y\n3,1,2,3\n");

        add("frame,id,property_id,val\n3,1,p,1\n").statusCode(422).body("detail", containsString("none named value"));
        add("frame,id,value\n3,1,0.5\n").statusCode(201).body("columns[2].target", equalTo("value"));
    }

    @Test
    void timesAreThoseOfTheEpisode() {
        given().multiPart("episode_id", "there")
                .multiPart("frame_rate", "10")
                .multiPart(
                        "file",
                        "t.csv",
                        "timestamp,id,x,y\n2020-03-01 12:00:00,1,2,3\n2020-03-01 12:00:01,1,2,3\n"
                                .getBytes(StandardCharsets.UTF_8),
                        "text/csv")
                .post("/episodes")
                .then()
                .statusCode(201)
                .body("time.origin", equalTo("2020-03-01T12:00:00Z"));

        add("time,id,p\n2020-03-01T13:00:01+01:00,1,5\n").statusCode(201);
        add("time,id,q\n1583064001,1,6\n").statusCode(201);

        assertThat(tables.rows(VALUES)).containsExactly("10 1 agent p 5.0 null", "10 1 agent q 6.0 null");
    }

    @Test
    void timesForAnEpisodeOfFramesNeedAnOrigin() {
        load("frame,id,x,y\n0,1,2,3\n30,1,2,3\n");
        String file = "t,id,p\n10.5,1,1\n11.5,1,2\n";

        add(file).statusCode(400).body("detail", containsString("pass time_origin"));
        given().multiPart("time_origin", "10.5")
                .multiPart("file", "more.csv", file.getBytes(StandardCharsets.UTF_8), "text/csv")
                .post("/episodes/there/properties")
                .then()
                .statusCode(201);

        assertThat(tables.rows(VALUES)).containsExactly("0 1 agent p 1.0 null", "30 1 agent p 2.0 null");
    }

    @Test
    void frozenDefinitionsRefuseANewProperty() {
        load("frame,id,x,y\n0,1,2,3\n");

        given().contentType("text/csv")
                .body("time,id,unheard of\n0,1,1\n")
                .post("/episodes/there/properties?schema_contract=freeze")
                .then()
                .statusCode(422)
                .body("type", endsWith(":not-defined"))
                .body("detail", containsString("the property 'unheard of'"));
        given().contentType("text/csv")
                .body("time,id,confidence\n0,1,1\n")
                .post("/episodes/there/properties?schema_contract=freeze")
                .then()
                .statusCode(201);
    }

    @Test
    void episodeThatIsNotThereIsNotFound() {
        given().contentType("text/csv")
                .body("time,id,p\n0,1,1\n")
                .post("/episodes/nowhere/properties")
                .then()
                .statusCode(404)
                .body("type", endsWith(":not-found"));
    }

    @Test
    void fileWithoutPropertiesOrRowsIsRefused() {
        load("frame,id,x,y\n0,1,2,3\n");

        add("time,id,x\n0,1,1\n").statusCode(422).body("type", endsWith(":invalid-header"));
        add("time,id,p\n").statusCode(422).body("type", endsWith(":empty-file"));
        add("time,p\n0,1\n").statusCode(422).body("detail", containsString("No column gives agent_id"));
        add("time,id,p\n0,1,\n").statusCode(201).body("extended_properties", equalTo(0));
    }

    @Test
    void whatWasAddedGoesWithItsEpisode() {
        load("frame,id,x,y\n0,a,2,3\n");
        add("time,id,p\n0,a,1\n").statusCode(201);

        given().delete("/episodes/there").then().statusCode(204);

        for (String table : List.of("observations", "extended_properties", "agent_labels", "additions")) {
            assertThat(tables.number("SELECT count(*) FROM " + table)).as(table).isZero();
        }
    }

    @Test
    void sessionIsMadeChangedListedAndReadInJsonAndYaml() {
        given().contentType("application/json")
                .body(
                        "{\"session_name\": \"Summer\", \"category_id\": \"boids_2d\", \"config\": {\"seed\": [1, 2.50]}}")
                .put("/sessions/summer 2025")
                .then()
                .statusCode(201)
                .body("session_id", equalTo("summer 2025"))
                .body("metadata", nullValue())
                .body("config.seed[1]", equalTo(2.5f));

        given().contentType("text/yaml")
                .body("metadata: {when: 2025-07-01, walking: no, note: null}\n".getBytes(StandardCharsets.UTF_8))
                .put("/sessions/summer 2025")
                .then()
                .statusCode(200)
                .body("session_name", equalTo("Summer"))
                .body("category_id", equalTo("boids_2d"))
                .body("config.seed[0]", equalTo(1))
                .body("metadata.when", equalTo("2025-07-01"))
                .body("metadata.walking", equalTo(false))
                .body("metadata.note", nullValue());

        given().get("/sessions?limit=1000")
                .then()
                .body("sessions.find { it.session_id == 'summer 2025' }.session_name", equalTo("Summer"));
        given().get("/sessions?limit=1").then().body("sessions.size()", equalTo(1));
        given().delete("/sessions/summer 2025").then().statusCode(204);
        given().get("/sessions/summer 2025").then().statusCode(404).body("type", endsWith(":not-found"));
        given().delete("/sessions/summer 2025").then().statusCode(404);
    }

    @Test
    void sessionGoesWithItsEpisodes() {
        load("frame,id,x,y,p\n0,a,2,3,4\n");
        Map<String, Long> before = tables.counts();
        for (String id : List.of("one", "two")) {
            upload(Map.of("episode_id", id, "session_id", "short lived"), "x.csv", "frame,id,x,y,p\n0,a,2,3,4\n")
                    .statusCode(201);
        }

        given().delete("/sessions/short lived").then().statusCode(204);

        assertThat(tables.counts()).isEqualTo(before);
    }

    @Test
    void documentsThatCannotBeKeptAreRefused() {
        Map<String, String> wrong = new HashMap<>(Map.of(
                "{\"sesion_name\": \"x\"}", "did you mean 'session_name'",
                "{\"simulator\": {}}", "/sessions/{id}/config",
                "{\"config\": {\"a\": \"\\u0000\"}}", "NUL",
                "{\"config\": ", "not valid JSON",
                "{\"session_id\": \"other\"}", "not the id in the path",
                "[1]", "must be an object",
                "{\"a\": 1, \"a\": 2}", "not valid JSON"));
        wrong.put("", "empty");
        wrong.put("{\"config\": 1e200000}", "exceeds the range of floating-point numbers");
        wrong.forEach((body, detail) -> given().contentType("application/json")
                .body(body)
                .put("/sessions/s")
                .then()
                .statusCode(400)
                .body("type", endsWith(":invalid-document"))
                .body("detail", containsString(detail)));
        Map<String, String> wrongYaml = Map.of(
                "a: !!int foo",
                "not valid YAML",
                "a: &a [x]\n? [*a, *a]\n: 1",
                "is not a plain value",
                "a: !!java.net.URL [\"http://localhost\"]",
                "not valid YAML",
                "a: &a [*a]",
                "nested deeper",
                "a: .nan",
                "number that JSON does not have",
                "a: 1\na: 2",
                "not valid YAML",
                "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
                        + "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e]",
                "holds more than");
        wrongYaml.forEach((body, detail) -> given().contentType("application/yaml")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .put("/sessions/s/config")
                .then()
                .statusCode(400)
                .body("detail", containsString(detail)));
        given().contentType("application/json")
                .body("{}")
                .put("/sessions/s/settings")
                .then()
                .statusCode(404);
        given().get("/sessions/s").then().statusCode(404);
    }

    @Test
    void propertyIsDefinedAndDescribed() {
        tables.execute("DELETE FROM property_definitions WHERE property_id = 'gaze'");

        given().contentType("application/json")
                .body("{\"data_type\": \"vector\", \"unit\": \"rad\"}")
                .put("/property-definitions/gaze")
                .then()
                .statusCode(201)
                .body("property_name", equalTo("gaze"))
                .body("data_type", equalTo("vector"));
        given().contentType("application/json")
                .body("{\"property_name\": \"Gaze\", \"description\": \"where it looks\"}")
                .put("/property-definitions/gaze")
                .then()
                .statusCode(200)
                .body("unit", equalTo("rad"))
                .body("property_name", equalTo("Gaze"));

        given().get("/property-definitions")
                .then()
                .body("property_definitions.find { it.property_id == 'gaze' }.description", equalTo("where it looks"));
        given().get("/property-definitions/nothing").then().statusCode(404);
        given().contentType("application/json")
                .body("{\"data_type\": \"integer\"}")
                .put("/property-definitions/gaze")
                .then()
                .statusCode(400)
                .body("detail", containsString("float, vector or string"));
    }

    @Test
    void typeOfAPropertyWithValuesCannotChange() {
        load("time,id,x,y,mood\n0,1,2,3,calm\n");

        given().contentType("application/json")
                .body("{\"data_type\": \"float\"}")
                .put("/property-definitions/mood")
                .then()
                .statusCode(409)
                .body("type", endsWith(":definition-in-use"));
        given().delete("/episodes/there").then().statusCode(204);
        given().contentType("application/json")
                .body("{\"data_type\": \"float\"}")
                .put("/property-definitions/mood")
                .then()
                .statusCode(200)
                .body("data_type", equalTo("float"));
        given().contentType("application/json")
                .body("{\"data_type\": \"string\"}")
                .put("/property-definitions/mood")
                .then()
                .statusCode(200);
    }

    @Test
    void agentTypeIsDefinedAndDescribed() {

        given().contentType("application/yaml")
                .body("type_name: Osprey\n".getBytes(StandardCharsets.UTF_8))
                .put("/agent-types/osprey")
                .then()
                .statusCode(201)
                .body("type_name", equalTo("Osprey"));
        given().contentType("application/yaml")
                .body("description: a bird of prey\n".getBytes(StandardCharsets.UTF_8))
                .put("/agent-types/osprey")
                .then()
                .statusCode(200)
                .body("type_name", equalTo("Osprey"));
        given().get("/agent-types")
                .then()
                .body("agent_types.find { it.type_id == 'osprey' }.description", equalTo("a bird of prey"));
        given().get("/agent-types/nobody").then().statusCode(404);
    }

    @Test
    void definitionThatNothingUsesIsDeleted() {
        load("time,id,x,y,type,altitude\n0,1,2,3,kite,5\n");

        given().delete("/agent-types/kite")
                .then()
                .statusCode(409)
                .body("type", endsWith(":definition-in-use"))
                .body("detail", containsString("'kite'"));
        given().delete("/property-definitions/altitude").then().statusCode(409);

        given().delete("/episodes/there").then().statusCode(204);
        for (String definition : List.of("/agent-types/kite", "/property-definitions/altitude")) {
            given().delete(definition).then().statusCode(204);
            given().get(definition).then().statusCode(404);
            given().delete(definition).then().statusCode(404);
        }
        load("time,id,x,y,type,altitude\n0,1,2,3,kite,5\n");
        given().get("/property-definitions/altitude").then().statusCode(200);
    }

    /** A page of thousand documents of a megabyte would be a gigabyte of memory. */
    @Test
    void pageOfSessionsEndsEarlyIfTheirDocumentsAreLong() {
        for (int i = 0; i < 12; i++) {
            given().contentType("application/json")
                    .body("{\"config\": {\"a\": \"%s\"}}".formatted("x".repeat(900_000)))
                    .put("/sessions/large-" + (char) ('a' + i))
                    .then()
                    .statusCode(anyOf(is(200), is(201)));
        }

        Set<String> found = new TreeSet<>();
        String next = "large-";
        int pages = 0;
        while (next != null) {
            Response page = given().get("/sessions?limit=1000&after=" + next);
            assertThat(page.asByteArray()).hasSizeLessThan(10_000_000);
            List<String> ids = page.path("sessions.session_id");
            assertThat(ids).isNotEmpty();
            found.addAll(ids);
            next = page.path("next");
            pages++;
        }

        assertThat(pages).isGreaterThan(1);
        assertThat(found).contains("large-a", "large-l").hasSizeGreaterThanOrEqualTo(12);
        found.stream()
                .filter(id -> id.startsWith("large-"))
                .forEach(id -> given().delete("/sessions/" + id).then().statusCode(204));
    }

    private void load(String file) {
        upload(Map.of("episode_id", "there"), "there.csv", file).statusCode(201);
    }

    private static ValidatableResponse add(String file) {
        return given().contentType("text/csv")
                .body(file)
                .post("/episodes/there/properties")
                .then();
    }
}
