package org.collabenv.episodes.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Lets no answer pass that openapi/openapi.yaml does not tell of, by its status and, of a problem, its word. */
public final class DocumentedAnswers implements Filter {

    private static final String TYPE_PREFIX = "urn:episode-ingest:problem:";
    private static final int REFUSED = 400;

    private final JsonNode paths = paths();

    /** The paths of the contract. */
    public static JsonNode paths() {
        try {
            Object contract = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(Path.of("openapi/openapi.yaml")));
            return new ObjectMapper().valueToTree(contract).path("paths");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response answer = context.next(request, expected);
        String method = request.getMethod();
        String path = URI.create(request.getURI()).getRawPath();
        operation(path, method).ifPresent(operation -> check(method + " " + path, operation, answer));
        return answer;
    }

    /** What no path of the contract fits is answered by the framework. */
    private Optional<JsonNode> operation(String path, String method) {
        return paths.properties().stream()
                .filter(one -> fits(one.getKey(), path))
                .map(Map.Entry::getValue)
                .map(item -> item.path(method.toLowerCase(Locale.ROOT)))
                .filter(JsonNode::isObject)
                .findFirst();
    }

    private static boolean fits(String template, String path) {
        String pattern = "\\Q" + template.replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q") + "\\E";
        return Pattern.matches(pattern, path);
    }

    private static void check(String request, JsonNode operation, Response answer) {
        JsonNode documented = operation.path("responses").path(String.valueOf(answer.statusCode()));
        if (!documented.isObject()) {
            throw new AssertionError(
                    "%s answered %d, which the contract does not know".formatted(request, answer.statusCode()));
        }
        if (answer.statusCode() >= REFUSED) {
            String type = answer.path("type");
            String word = type.substring(TYPE_PREFIX.length());
            if (!documented.path("description").asText().contains("`" + word + "`")) {
                throw new AssertionError("%s was refused as %s with %d, which the contract does not know"
                        .formatted(request, word, answer.statusCode()));
            }
        }
    }
}
