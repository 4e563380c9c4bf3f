package org.collabenv.episodes.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.collabenv.episodes.source.RecordSource;
import org.collabenv.episodes.source.Sources;
import org.collabenv.episodes.source.options.Destination;
import org.collabenv.episodes.testing.TestSources;
import org.collabenv.episodes.trajectory.AgentLabels.AgentLabel;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.batch.PropertyColumn;
import org.collabenv.episodes.trajectory.batch.RecordBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/**
 * The exports of trackers and simulations: each is read value by value as another library reads it, or refused with a reason. What
 * the other library found is written beside the files by {@code make.py}.
 */
class TrackerFilesTest {

    private static final String FOLDER = "/trackers/";
    private static final Sources SOURCES = TestSources.usual();
    private static final Set<String> OBSERVED = Set.of("frame", "agent", "type", "x", "y", "z");

    static Stream<Arguments> exports() throws IOException {
        return table().stream().map(export -> Arguments.of(export.get("tool") + ": " + export.get("export"), export));
    }

    private static List<Map<String, Object>> table() throws IOException {
        try (InputStream yaml = TrackerFilesTest.class.getResourceAsStream(FOLDER + "trackers.yaml")) {
            return new Yaml().load(yaml);
        }
    }

    @Test
    void thereAreThirtyExportsOfTwentyToolsAndTheManualNamesThem() throws IOException {
        List<Map<String, Object>> table = table();
        long tools = table.stream().map(export -> export.get("tool")).distinct().count();
        System.out.printf("%d exports of %d tools%n", table.size(), tools);
        assertThat(table).hasSizeGreaterThanOrEqualTo(30);
        assertThat(tools).isGreaterThanOrEqualTo(20);
        String readme = Files.readString(Path.of("README.md"));
        assertThat(table).allSatisfy(export -> assertThat(readme).contains(String.valueOf(export.get("tool"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exports")
    void export(String name, Map<String, Object> export) throws IOException {
        byte[] file = export.containsKey("text")
                ? String.valueOf(export.get("text")).getBytes(StandardCharsets.UTF_8)
                : resource(String.valueOf(export.get("file")));
        if (export.containsKey("refused")) {
            IngestException refusal = null;
            try {
                rows(file, export);
            } catch (IngestException e) {
                refusal = e;
            }
            assertThat(refusal).as("a refusal").isNotNull();
            Problem problem = Objects.requireNonNull(refusal).problem();
            assertThat(problem).as(refusal.detail()).isEqualTo(Problem.valueOf(String.valueOf(export.get("refused"))));
            assertThat(refusal.detail()).contains(String.valueOf(export.get("detail")));
            return;
        }
        List<Map<String, String>> expected = new ArrayList<>();
        for (Map<String, String> row : given(export)) {
            expected.add(plain(row));
        }
        assertThat(rows(file, export)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, String>> given(Map<String, Object> export) throws IOException {
        if (export.get("rows") instanceof List<?> rows) {
            return (List<Map<String, String>>) rows;
        }
        String text = new String(resource(export.get("expected") + ".expected.csv"), StandardCharsets.UTF_8);
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(text)) {
            return rows.stream().map(NamedCsvRecord::getFieldsAsMap).toList();
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = TrackerFilesTest.class.getResourceAsStream(FOLDER + name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        }
    }

    /** Returns a row without its missing values, each number as its bits. */
    private static Map<String, String> plain(Map<String, String> row) {
        Map<String, String> plain = new TreeMap<>(Map.of("type", "agent"));
        row.forEach((column, value) -> {
            if (!value.isEmpty()) {
                plain.put(column, OBSERVED.contains(column) && column.length() > 1 ? value : bits(value));
            }
        });
        return plain;
    }

    private static String bits(String value) {
        try {
            return Long.toHexString(Double.doubleToLongBits(Double.parseDouble(value)));
        } catch (NumberFormatException e) {
            return value;
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, String>> rows(byte[] file, Map<String, Object> export) throws IOException {
        ParameterValues values = new ParameterValues(UploadParameters.OF_AN_EPISODE);
        if (export.get("parameters") instanceof Map<?, ?> parameters) {
            ((Map<String, String>) parameters).forEach(values::put);
        }
        List<Map<String, String>> rows = new ArrayList<>();
        try (RecordSource source = SOURCES.open(
                new ByteArrayInputStream(file),
                UploadParameters.reading(values),
                new TestSources.Defined(Map.of(), Set.of("agent")),
                new Destination.Observations(null))) {
            Map<String, String> labels = new HashMap<>();
            while (source.read()) {
                labels.putAll(source.summary().facts().newLabels().stream()
                        .collect(Collectors.toMap(label -> label.agentTypeId() + label.agentId(), AgentLabel::label)));
                RecordBatch batch = source.batch();
                for (int row = 0; row < batch.size(); row++) {
                    rows.add(row(batch, row, labels));
                }
            }
        }
        return rows;
    }

    private static Map<String, String> row(RecordBatch batch, int row, Map<String, String> labels) {
        Map<String, String> cells = new TreeMap<>();
        String type = batch.agentTypes().id(batch.agentType()[row]);
        String agent = String.valueOf(batch.agentId()[row]);
        cells.put("frame", String.valueOf(batch.timeIndex()[row]));
        cells.put("agent", labels.getOrDefault(type + agent, agent));
        cells.put("type", type);
        for (Coordinate coordinate : List.of(Coordinate.X, Coordinate.Y, Coordinate.Z)) {
            double value = batch.coordinate(coordinate)[row];
            if (!Double.isNaN(value)) {
                cells.put(coordinate.column(), bits(String.valueOf(value)));
            }
        }
        for (PropertyColumn property : batch.properties()) {
            if (!property.isMissing(row)) {
                cells.put(
                        property.propertyId(),
                        property.type() == PropertyType.FLOAT
                                ? bits(String.valueOf(property.numbers()[row]))
                                : property.texts().get(row));
            }
        }
        return cells;
    }
}
