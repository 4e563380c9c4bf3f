package org.collabenv.episodes.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.collabenv.episodes.source.RecordSource;
import org.collabenv.episodes.source.Sources;
import org.collabenv.episodes.source.options.Destination;
import org.collabenv.episodes.testing.SmallFile;
import org.collabenv.episodes.testing.TestSources;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.Suggestion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * Follows every suggestion of every refusal: of the rules' own files, and of the small files beside the project. Each ends
 * in a load, whatever the file asks for on the way.
 */
class SuggestionsTest {

    private static final Path CASES = Path.of("../shared/cases");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Sources SOURCES = TestSources.usual();
    private static final int MOST_STEPS = 3;

    /** A file with the parameters that are sent with it. */
    private record Sent(
            String name, byte[] file, Map<String, String> parameters, Map<String, PropertyType> definitions) {

        Sent with(Suggestion suggestion) {
            Map<String, String> next = new LinkedHashMap<>(parameters);
            next.putAll(suggestion.parameters());
            return new Sent(name, file, next, definitions);
        }
    }

    @Test
    void everySuggestionEndsInALoad() throws IOException {
        List<Sent> files = Stream.concat(rules().stream(), cases().stream()).toList();
        List<String> deadEnds = new ArrayList<>();
        int refused = 0;
        int followed = 0;
        for (Sent file : files) {
            IngestException refusal = refusal(file);
            if (refusal != null) {
                refused++;
                followed += refusal.suggestions().size();
                follow(file, refusal, List.of(), deadEnds);
            }
        }
        System.out.printf("%d files, %d of them refused, %d suggestions followed%n", files.size(), refused, followed);
        assertThat(deadEnds).isEmpty();
        assertThat(followed).isGreaterThan(20);
    }

    private static void follow(Sent sent, IngestException refusal, List<Suggestion> path, List<String> deadEnds) {
        for (Suggestion suggestion : refusal.suggestions()) {
            List<Suggestion> longer =
                    Stream.concat(path.stream(), Stream.of(suggestion)).toList();
            Sent next = sent.with(suggestion);
            IngestException again = refusal(next);
            if (again == null) {
                continue;
            }
            if (again.suggestions().isEmpty() || longer.size() == MOST_STEPS) {
                deadEnds.add("%s: %s -> %s: %s %s"
                        .formatted(
                                sent.name(),
                                longer,
                                again.problem(),
                                again.detail(),
                                again.rowErrors() == null
                                        ? ""
                                        : again.rowErrors().listed()));
            } else {
                follow(next, again, longer, deadEnds);
            }
        }
    }

    private static @Nullable IngestException refusal(Sent sent) {
        ParameterValues values = new ParameterValues(UploadParameters.OF_AN_EPISODE);
        sent.parameters().forEach(values::put);
        try (RecordSource source = SOURCES.open(
                new ByteArrayInputStream(sent.file()),
                UploadParameters.reading(values),
                new TestSources.Defined(sent.definitions(), Set.of("agent")),
                new Destination.Observations(null))) {
            while (source.read()) {
                assertThat(source.batch().size()).isNotNegative();
            }
            return null;
        } catch (IngestException refusal) {
            assertThat(refusal.problem()).isNotEqualTo(Problem.INTERNAL_ERROR);
            return refusal;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Sent> cases() throws IOException {
        List<Sent> files = new ArrayList<>();
        for (SmallFile file : SmallFile.all(CASES)) {
            Map<String, String> parameters = file.parameters();
            parameters.keySet().removeAll(Set.of("agent_type_id", "episode_id"));
            if (file.before().isEmpty()) {
                files.add(new Sent(file.name(), Files.readAllBytes(CASES.resolve(file.name())), parameters, Map.of()));
            }
        }
        return files;
    }

    private static List<Sent> rules() throws IOException {
        try (InputStream yaml = SuggestionsTest.class.getResourceAsStream("/csv/rules.yaml")) {
            List<Map<String, Object>> rules = new Yaml().load(yaml);
            return rules.stream().map(SuggestionsTest::sent).toList();
        }
    }

    private static Sent sent(Map<String, Object> rule) {
        byte[] file = rule.get("bytes") instanceof String bytes
                ? HexFormat.of().parseHex(bytes.replace(" ", ""))
                : String.valueOf(rule.get("file")).getBytes(StandardCharsets.UTF_8);
        Map<String, PropertyType> definitions = new LinkedHashMap<>();
        JsonNode described = JSON.valueToTree(rule);
        described
                .path("definitions")
                .properties()
                .forEach(definition -> definitions.put(
                        definition.getKey(),
                        PropertyType.valueOf(definition.getValue().asText())));
        Map<String, String> parameters = new LinkedHashMap<>();
        described
                .path("options")
                .properties()
                .forEach(option -> parameter(option.getKey(), option.getValue(), parameters));
        return new Sent(String.valueOf(rule.get("rule")), file, parameters, definitions);
    }

    /** Writes an option of a rule as the parameters that a client would send. */
    private static void parameter(String option, JsonNode value, Map<String, String> parameters) {
        switch (option) {
            case "mapping" -> {
                Map<String, String> targets = new LinkedHashMap<>();
                value.properties()
                        .forEach(pair -> targets.put(
                                pair.getKey(),
                                pair.getValue().isNull() ? "" : pair.getValue().asText()));
                parameters.put(option, json(targets));
            }
            case "refuses_unseen" -> parameters.put("missing_position", "error");
            case "freeze" -> parameters.put("schema_contract", "freeze");
            case "more_null_values" -> parameters.put("null_values", "+" + joined(value));
            case "null_values", "columns" -> parameters.put(option, joined(value));
            case "max_errors" -> {
                parameters.put("on_error", "skip_row");
                parameters.put(option, value.asText());
            }
            default -> parameters.put(option, value.asText());
        }
    }

    private static String joined(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.asText()));
        return String.join(",", texts);
    }

    private static String json(Map<String, String> targets) {
        try {
            return JSON.writeValueAsString(targets);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
