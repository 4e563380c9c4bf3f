package org.collabenv.episodes.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
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
}
