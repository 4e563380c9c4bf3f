package org.collabenv.episodes.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.collabenv.episodes.testing.DuckDbResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are wrong in a way that no ordinary client is. */
@QuarkusTest
@WithTestResource(DuckDbResource.class)
class HostileRequestsTest extends HttpContract {

    @ParameterizedTest
    @ValueSource(strings = {"null_values", "episode_id", "session_id", "mapping", "agent_type"})
    void parameterWithANul(String parameter) {
        given().urlEncodingEnabled(false)
                .contentType("text/csv")
                .body(GOOD)
                .post("/episodes?" + parameter + "=a%00b")
                .then()
                .statusCode(400)
                .body("type", endsWith(":invalid-parameter"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void sessionThatNoPathCanName(String id) {
        upload(Map.of("session_id", id), "file.csv", GOOD).statusCode(400).body("detail", containsString("session_id"));
    }

    @Test
    void documentsThatHoldNothingOrNoText() {
        put("".getBytes(StandardCharsets.UTF_8), "The body is empty");
        put("# a comment\n".getBytes(StandardCharsets.UTF_8), "The body is empty");
        put(new byte[] {'a', ':', ' ', (byte) 0xff, '\n'}, "not valid UTF-8");
        put("? !!binary YQ==\n: 1\n".getBytes(StandardCharsets.UTF_8), "a key that is not a plain value");
        given().contentType("application/yaml")
                .body("~".getBytes(StandardCharsets.UTF_8))
                .put("/sessions/hostile/config")
                .then()
                .statusCode(anyOf(is(200), is(201)));
    }

    private static void put(byte[] yaml, String detail) {
        given().contentType("application/yaml")
                .body(yaml)
                .put("/sessions/hostile/config")
                .then()
                .statusCode(400)
                .body("detail", containsString(detail));
    }

    /** Every pair of the mapping was compared with every column, which took minutes. */
    @Test
    @Timeout(20)
    void mappingOfAsManyPairsAsColumns() {
        String remark = " (a b " + "q".repeat(60) + ")";
        String header = IntStream.range(0, 1000).mapToObj(i -> "c" + i + remark).collect(Collectors.joining(","));
        String mapping =
                IntStream.range(0, 1000).mapToObj(i -> "c" + i + "=p" + i).collect(Collectors.joining(","));

        upload(
                        Map.of("mapping", mapping, "dry_run", "true"),
                        "file.csv",
                        "time,id,x,y," + header + "\n0,1,2,3" + ",1".repeat(1000) + "\n")
                .statusCode(200);
    }

    /** PostgreSQL's numbers have no place for them, and the parser fails before it comes to that. */
    @ParameterizedTest
    @ValueSource(strings = {"1e-20000", "1e-2147483648", "1e99999999999", "1e309"})
    void numberThatNoDatabaseStores(String number) {
        for (String type : List.of("application/json", "application/yaml")) {
            given().contentType(type)
                    .body("{\"config\": {\"a\": %s}}".formatted(number).getBytes(StandardCharsets.UTF_8))
                    .put("/sessions/numbers")
                    .then()
                    .statusCode(type.endsWith("json") ? is(400) : lessThan(500));
        }
    }

    /** The decoder of CESU-8 makes half a surrogate pair of them, which was stored together with the next row's half. */
    @Test
    void halfACharacterInEachOfTwoRows() {
        byte[] file = HexFormat.of()
                .parseHex(HexFormat.of()
                        .formatHex("time,id,x,y,note\n0,1,2,3,a##\n1,1,2,3,&&\n".getBytes(StandardCharsets.US_ASCII))
                        .replace("2323", "eda0bd")
                        .replace("2626", "edb09f"));

        given().contentType("text/csv")
                .body(file)
                .post("/episodes?encoding=CESU-8")
                .then()
                .statusCode(422)
                .body("errors.line", equalTo(List.of(2, 3)))
                .body("errors.code", everyItem(equalTo("not_storable")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-JISAutoDetect", "ISO-2022-CN"})
    void encodingThatCannotEncode(String encoding) {
        given().contentType("text/csv")
                .body(GOOD)
                .post("/episodes?on_error=skip_row&encoding=" + encoding)
                .then()
                .statusCode(400)
                .body("type", endsWith(":invalid-parameter"))
                .body("detail", containsString(encoding));
    }

    @Test
    void controlCharactersAreNoBlanksAndSmallNumbersNoFrames() {
        upload(Map.of(), "file.csv", "time,id,x,y\n0,1,\0012,3\n1,1,2,\u000B3\n1e-400,1,2,3\n")
                .statusCode(422)
                .body("errors.line", equalTo(List.of(2, 3, 4)))
                .body("errors.code", equalTo(List.of("not_a_number", "not_a_number", "not_an_integer")));
    }
}
