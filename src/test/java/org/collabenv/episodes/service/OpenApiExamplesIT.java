package org.collabenv.episodes.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.testing.DocumentedAnswers;
import org.collabenv.episodes.testing.ServiceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example of a request in the contract is sent, and answered as the example of the same name says. */
class OpenApiExamplesIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the examples' paths are about. */
    private static final Map<String, String> IDS = Map.of(
            "episode_id", "flock-7",
            "session_id", "aviary",
            "part", "config",
            "type_id", "starling",
            "property_id", "wing_beat");

    /** Another one each time. */
    private static final List<String> VOLATILE = List.of("upload_id", "created_at", "timings_ms");

    @TempDir
    Path folder;

    @Test
    void everyExampleIsAnsweredAsItSays() throws Exception {
        JsonNode paths = DocumentedAnswers.paths();
        int sent = 0;
        try (ServiceProcess service = ServiceProcess.start(folder, Map.of())) {
            for (Map.Entry<String, JsonNode> path : paths.properties()) {
                for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                    sent += send(service.port(), path.getKey(), method.getKey(), method.getValue());
                }
            }
        }

        assertThat(sent).isEqualTo(7);
    }

    private static int send(int port, String path, String method, JsonNode operation) throws Exception {
        int sent = 0;
        for (Map.Entry<String, JsonNode> body :
                operation.path("requestBody").path("content").properties()) {
            for (Map.Entry<String, JsonNode> example :
                    body.getValue().path("examples").properties()) {
                JsonNode value = example.getValue().path("value");
                RequestSpecification request = given().port(port)
                        .contentType(body.getKey())
                        .body((value.isTextual() ? value.asText() : value.toString()).getBytes(StandardCharsets.UTF_8));
                Map.Entry<String, JsonNode> expected = expected(example.getKey(), operation);
                if (path.equals("/episodes") && expected.getValue().has("episode_id")) {
                    request.queryParam("episode_id", IDS.get("episode_id"));
                }

                Response answer = request.request(method, url(path));

                assertThat(String.valueOf(answer.statusCode()))
                        .as(answer.asString())
                        .isEqualTo(expected.getKey());
                assertThat(settled(JSON.readTree(answer.asString()))).isEqualTo(settled(expected.getValue()));
                sent++;
            }
        }
        return sent;
    }

    private static String url(String path) {
        String url = path;
        for (Map.Entry<String, String> id : IDS.entrySet()) {
            url = url.replace("{" + id.getKey() + "}", id.getValue());
        }
        return url;
    }

    /** The answer of the same name, by its status. */
    private static Map.Entry<String, JsonNode> expected(String name, JsonNode operation) {
        for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
            for (JsonNode media : response.getValue().path("content")) {
                JsonNode expected = media.path("examples").path(name).path("value");
                if (expected.isObject()) {
                    return Map.entry(response.getKey(), expected);
                }
            }
        }
        throw new AssertionError("The contract has no answer to its example " + name);
    }

    private static JsonNode settled(JsonNode document) {
        return ((ObjectNode) document.deepCopy()).remove(VOLATILE);
    }
}
