package org.collabenv.episodes.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.testing.SmallFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small files with all the troubles that trackers make, on each database; where they are beside the project. */
abstract class SmallFilesContract extends HttpContract {

    private static final Path FOLDER = Path.of("../shared/cases");
    private static final String EPISODE = "small";
    private static final String SEEDED_TYPES = "['agent', 'target', 'food', 'bird', 'rat', 'gerbil']";

    static List<SmallFile> files() {
        return SmallFile.all(FOLDER);
    }

    /** Definitions that an earlier file has made, which are called as their ids, would decide how the next one is read. */
    @BeforeEach
    void removeDefinitions() {
        remove(
                "/property-definitions",
                "property_definitions.findAll { it.property_name == it.property_id }.property_id");
        remove(
                "/agent-types",
                "agent_types.findAll { it.type_name == it.type_id && !(it.type_id in " + SEEDED_TYPES + ") }.type_id");
    }

    private static void remove(String definitions, String ids) {
        for (String id : given().get(definitions).<List<String>>path(ids)) {
            given().delete(definitions + "/{id}", id).then().statusCode(204);
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("files")
    void hasARightOutcome(SmallFile file) throws Exception {
        for (JsonNode before : file.before()) {
            String id = before.path("other").asBoolean() ? EPISODE + "-other" : EPISODE;
            send(id, "before.csv", before.get("data").asText().getBytes(UTF_8), SmallFile.texts(before.get("params")));
        }

        Response answer =
                send(EPISODE, file.name(), Files.readAllBytes(FOLDER.resolve(file.name())), file.parameters());

        String difference = file.difference(answer.statusCode(), answer.asString(), EPISODE, tables);
        assertThat(difference).isEmpty();
        if (answer.statusCode() >= 400 && file.before().isEmpty()) {
            assertThat(tables.number("SELECT count(*) FROM observations")).isZero();
        }
    }

    private static Response send(String id, String fileName, byte[] content, Map<String, String> parameters) {
        RequestSpecification request = given().multiPart("episode_id", id).multiPart("session_id", EPISODE);
        parameters.forEach(request::multiPart);
        return request.multiPart("file", fileName, content, "application/octet-stream")
                .post("/episodes");
    }
}
