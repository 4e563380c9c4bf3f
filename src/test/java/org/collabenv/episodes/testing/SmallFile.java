package org.collabenv.episodes.testing;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** A small file with what may become of it: any of several outcomes is right. */
public record SmallFile(JsonNode description) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** What was stored, as texts that are equal if and only if the values are. */
    private record Stored(List<String> observations, List<String> values, List<String> labels, JsonNode texts) {}

    /** The files that are described beside the project; none where they are not there. */
    public static List<SmallFile> all(Path folder) {
        Path descriptions = folder.resolve("cases.json");
        if (!descriptions.toFile().canRead()) {
            return List.of();
        }
        try {
            return elements(JSON.readTree(descriptions.toFile())).stream()
                    .map(SmallFile::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return description.get("file").asText();
    }

    public Map<String, String> parameters() {
        return texts(description.get("fields"));
    }

    /** The files that are loaded before, each with its parameters. */
    public List<JsonNode> before() {
        return elements(description.get("before"));
    }

    public static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    /** What is wrong with an answer and what it left in the tables, compared with the first right outcome; empty if nothing. */
    public String difference(int status, String answer, String episodeId, Tables tables) throws SQLException {
        Stored stored = stored(episodeId, tables);
        String first = "";
        for (JsonNode outcome : description.get("accept")) {
            String difference = outcome.has("refuse")
                    ? differenceOfRefusal(outcome.get("refuse"), status, answer)
                    : differenceOfLoad(outcome.get("load"), status, stored);
            if (difference.isEmpty()) {
                return "";
            }
            first = first.isEmpty() ? difference : first;
        }
        return "%s (%s): %d, %s; %s"
                .formatted(name(), description.get("trouble").asText(), status, first, answer);
    }

    private static String differenceOfRefusal(JsonNode wanted, int status, String answer) {
        boolean any = wanted.path("status").isNull() || wanted.path("status").isMissingNode();
        if (status < 400 || status >= 500 || (!any && wanted.get("status").asInt() != status)) {
            return "it is to be refused";
        }
        String text = answer.toLowerCase(Locale.ROOT);
        for (JsonNode word : wanted.path("has")) {
            if (!text.contains(word.asText().toLowerCase(Locale.ROOT))) {
                return "the refusal does not say " + word;
            }
        }
        for (JsonNode word : wanted.path("hasnot")) {
            if (text.contains(word.asText().toLowerCase(Locale.ROOT))) {
                return "the refusal says " + word;
            }
        }
        return "";
    }

    private static String differenceOfLoad(JsonNode wanted, int status, Stored stored) {
        if (status >= 300) {
            return "it is to be loaded";
        }
        List<String> wrong = new ArrayList<>();
        if (wanted.has("count")
                && stored.observations().size() != wanted.get("count").asInt()) {
            wrong.add("%d observations".formatted(stored.observations().size()));
        }
        if (wanted.has("obs") && !sorted(observations(wanted.get("obs"))).equals(sorted(stored.observations()))) {
            wrong.add("observations " + firstOf(stored.observations()));
        }
        if (!stored.observations().containsAll(observations(wanted.path("has_obs")))) {
            wrong.add("an observation is missing in " + firstOf(stored.observations()));
        }
        Set<String> values = new HashSet<>(stored.values());
        if (wanted.has("props") && !new HashSet<>(values(wanted.get("props"))).equals(values)) {
            wrong.add("values " + firstOf(stored.values()));
        }
        if (!values.containsAll(values(wanted.path("some")))) {
            wrong.add("a value is missing in " + firstOf(stored.values()));
        }
        if (wanted.has("nprops")
                && stored.values().size() != wanted.get("nprops").asInt()) {
            wrong.add("%d values".formatted(stored.values().size()));
        }
        if (wanted.has("labels")
                && !sorted(elements(wanted.get("labels")).stream()
                                .map(JsonNode::toString)
                                .toList())
                        .equals(sorted(stored.labels()))) {
            wrong.add("labels " + stored.labels());
        }
        wanted.path("has_text").properties().forEach(property -> property.getValue()
                .forEach(part -> {
                    if (textsOf(property.getKey(), stored).noneMatch(text -> text.contains(part.asText()))) {
                        wrong.add("no text of %s with %s".formatted(property.getKey(), part));
                    }
                }));
        wanted.path("vectors").properties().forEach(property -> {
            List<JsonNode> found =
                    textsOf(property.getKey(), stored).map(SmallFile::parsed).toList();
            if (!found.equals(elements(property.getValue()))) {
                wrong.add("lists " + found);
            }
        });
        wanted.path("vectors32").properties().forEach(property -> {
            List<List<Float>> found = textsOf(property.getKey(), stored)
                    .map(text -> floats(parsed(text)))
                    .toList();
            if (!found.equals(elements(property.getValue()).stream()
                    .map(SmallFile::floats)
                    .toList())) {
                wrong.add("lists " + found);
            }
        });
        for (JsonNode not : wanted.path("not_agent_at")) {
            String key = "[%d,%d,".formatted(not.get(0).asInt(), not.get(1).asInt());
            if (stored.observations().stream().anyMatch(observation -> observation.startsWith(key))) {
                wrong.add("an observation of agent " + not);
            }
        }
        return String.join(", ", wrong);
    }

    private static java.util.stream.Stream<String> textsOf(String property, Stored stored) {
        return elements(stored.texts().path(property)).stream().map(JsonNode::asText);
    }

    private static Stored stored(String episodeId, Tables tables) throws SQLException {
        String of = " WHERE o.episode_id = '" + episodeId + "'";
        List<String> observations = rows(
                tables, "SELECT time_index, agent_id, agent_type_id, x, y, z, v_x, v_y, v_z FROM observations o" + of);
        List<String> values = rows(
                tables,
                "SELECT time_index, agent_id, agent_type_id, property_id, value_float, value_text"
                        + " FROM extended_properties JOIN observations o USING (observation_id)" + of);
        List<String> labels = rows(tables, "SELECT agent_type_id, agent_id, label FROM agent_labels o" + of);
        var texts = JSON.createObjectNode();
        for (String row : rows(
                tables,
                "SELECT property_id, value_text FROM extended_properties JOIN observations o USING (observation_id)"
                        + of
                        + " AND value_text IS NOT NULL ORDER BY property_id, time_index, agent_id, agent_type_id")) {
            JsonNode cells = parsed(row);
            texts.withArray(cells.get(0).asText()).add(cells.get(1).asText());
        }
        return new Stored(observations, values, labels, texts);
    }

    /** The rows of a query, each as JSON, with numbers as doubles from the fourth column on. */
    private static List<String> rows(Tables tables, String sql) throws SQLException {
        try (Connection connection = tables.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                var row = JSON.createArrayNode();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    Object cell = result.getObject(i);
                    if (cell instanceof Double real) {
                        row.add(real);
                    } else if (cell instanceof Number number) {
                        row.add(number.longValue());
                    } else {
                        row.add(cell == null ? null : cell.toString());
                    }
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }

    private static List<String> observations(JsonNode wanted) {
        List<String> rows = new ArrayList<>();
        for (JsonNode observation : wanted) {
            var row = JSON.createArrayNode();
            for (int i = 0; i < observation.size(); i++) {
                JsonNode cell = observation.get(i);
                if (i > 2 && !cell.isNull()) {
                    row.add(cell.asDouble());
                } else {
                    row.add(cell);
                }
            }
            rows.add(row.toString());
        }
        return rows;
    }

    private static List<String> values(JsonNode wanted) {
        List<String> rows = new ArrayList<>();
        for (JsonNode value : wanted) {
            var row = JSON.createArrayNode();
            for (int i = 0; i < 4; i++) {
                row.add(value.get(i));
            }
            JsonNode held = value.get(4);
            if (held.isTextual()) {
                row.addNull().add(held);
            } else {
                row.add(held.asDouble()).addNull();
            }
            rows.add(row.toString());
        }
        return rows;
    }

    private static List<Float> floats(JsonNode list) {
        return elements(list).stream().map(JsonNode::floatValue).toList();
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static List<String> sorted(List<String> rows) {
        return rows.stream().sorted().toList();
    }

    private static List<String> firstOf(List<String> rows) {
        return new ArrayList<>(new TreeSet<>(rows)).subList(0, Math.min(3, new TreeSet<>(rows).size()));
    }

    @Override
    public String toString() {
        return name();
    }
}
