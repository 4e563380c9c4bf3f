package org.collabenv.episodes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.io.input.BrokenInputStream;
import org.apache.commons.io.input.InfiniteCircularInputStream;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.PropertyColumn;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.RecordBatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

class CsvSourceTest {

    private static final Map<String, PropertyType> DEFINITIONS =
            Map.of("confidence", PropertyType.FLOAT, "detection_class", PropertyType.STRING);

    static Stream<Arguments> rules() throws IOException {
        try (InputStream yaml = CsvSourceTest.class.getResourceAsStream("/csv/rules.yaml")) {
            List<Map<String, Object>> rules = new Yaml().load(yaml);
            return rules.stream().map(rule -> Arguments.of(rule.get("rule"), rule));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void rule(String name, Map<String, Object> rule) throws IOException {
        byte[] file = rule.containsKey("bytes")
                ? HexFormat.of().parseHex(text(rule, "bytes"))
                : text(rule, "file").getBytes(StandardCharsets.UTF_8);

        if (rule.containsKey("rows")) {
            assertRows(rule, file);
        } else if (rule.containsKey("errors")) {
            IngestException refusal = refusal(file);
            assertThat(refusal.problem()).isEqualTo(Problem.INVALID_ROWS);
            assertThat(errors(refusal)).isEqualTo(rule.get("errors"));
        } else {
            IngestException refusal = refusal(file, definitions(rule));
            assertThat(refusal.problem()).isEqualTo(Problem.valueOf(text(rule, "problem")));
            assertThat(refusal.detail()).contains(text(rule, "detail"));
        }
    }

    @Test
    void allErrorsOfABatchAreCountedAndTheFirstHundredListed() {
        StringBuilder file = new StringBuilder("time,id,x,y\n");
        for (int i = 0; i < 250; i++) {
            file.append(i).append(",1,2,bad\n");
        }

        IngestException refusal = refusal(file.toString().getBytes(StandardCharsets.UTF_8));

        assertThat(Objects.requireNonNull(refusal.rowErrors()).total()).isEqualTo(250);
        assertThat(refusal.rowErrors().listed()).hasSize(100);
        assertThat(refusal.rowErrors().listed().get(99).line()).isEqualTo(101);
    }

    @Test
    void headerOfTooManyColumnsIsRefusedBeforeItIsReadToItsEnd() {
        InputStream endless = new SequenceInputStream(
                new ByteArrayInputStream("time,id,x,y".getBytes(StandardCharsets.UTF_8)),
                new InfiniteCircularInputStream(new byte[] {','}));

        assertThatThrownBy(() -> CsvSource.open(endless, "agent", DEFINITIONS))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("4096 columns");
    }

    @Test
    void batchOfLongTextsHoldsFewerRows() throws IOException {
        StringBuilder file = new StringBuilder("time,id,x,y,note\n");
        for (int i = 0; i < 20; i++) {
            file.append(i).append(",1,2,3,").append("n".repeat(900_000)).append('\n');
        }
        CsvSource source = open(file.toString().getBytes(StandardCharsets.UTF_8));

        List<Integer> sizes = new ArrayList<>();
        while (source.read()) {
            sizes.add(source.batch().size());
        }

        assertThat(sizes).containsExactly(5, 5, 5, 5);
    }

    @Test
    void signsWithoutEndAreNoNumber() {
        String file = "time,id,x,y\n0,1," + "-".repeat(200_000) + ",3\n";

        IngestException refusal = refusal(file.getBytes(StandardCharsets.UTF_8));

        assertThat(Objects.requireNonNull(refusal.rowErrors()).listed().get(0).code())
                .isEqualTo("not_a_number");
    }

    @Test
    void lineOfAnErrorIsPhysicalBehindCellsOfSeveralLines() {
        String file = "time,id,x,y,note\n0,1,2,3,\"a\nb\nc\"\n1,1,2,3,d\n2,1,bad,3,e\n";

        assertThat(errors(refusal(file.getBytes(StandardCharsets.UTF_8)))).containsExactly("6 x bad not_a_number");
    }

    @Test
    void textInAPropertyThatBeganWithNumbersIsAnErrorHoweverLate() {
        StringBuilder file = new StringBuilder("time,id,x,y,mood\n");
        for (int i = 0; i < 5000; i++) {
            file.append(i).append(",1,2,3,").append(i).append('\n');
        }
        file.append("5000,1,2,3,calm\n");

        assertThat(errors(refusal(file.toString().getBytes(StandardCharsets.UTF_8))))
                .containsExactly("5002 mood calm not_a_number");
    }

    @Test
    void typeOfAPropertyWhoseValuesComeLateIsDecidedByTheFirstOfThem() throws IOException {
        StringBuilder file = new StringBuilder("time,id,x,y,late\n");
        for (int i = 0; i < 9000; i++) {
            file.append(i).append(",1,2,3,").append(i < 5000 ? "" : "0.5").append('\n');
        }

        CsvSource source = open(file.toString().getBytes(StandardCharsets.UTF_8));
        while (source.read()) {
            assertThat(source.batch().size()).isPositive();
        }
        ColumnSummary late = source.summary().columns().get(4);
        assertThat(late.type()).isEqualTo("float");
        assertThat(late.values()).isEqualTo(4000);
        assertThat(late.nulls()).isEqualTo(5000);
    }

    @Test
    void doublesComeBackBitForBit() throws IOException {
        Random random = new Random(17);
        List<Double> values = new ArrayList<>();
        StringBuilder file = new StringBuilder("time,id,x,y,p\n");
        while (values.size() < 30_000) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (!Double.isNaN(value)) {
                values.add(value);
                file.append(values.size())
                        .append(",1,")
                        .append(value)
                        .append(",0,")
                        .append(value)
                        .append('\n');
            }
        }

        List<Double> x = new ArrayList<>();
        List<Double> p = new ArrayList<>();
        CsvSource source = open(file.toString().getBytes(StandardCharsets.UTF_8));
        while (source.read()) {
            for (int row = 0; row < source.batch().size(); row++) {
                x.add(source.batch().coordinate(Coordinate.X)[row]);
                p.add(source.batch().properties().get(0).numbers()[row]);
            }
        }

        assertThat(x).isEqualTo(values);
        assertThat(p).isEqualTo(values);
    }

    @Test
    void duplicateIsFoundWhateverTheOrderOfTheRows() {
        StringBuilder file = new StringBuilder("time,id,x,y\n");
        for (int agent = 0; agent < 50; agent++) {
            for (int time = 200; time > 0; time--) {
                file.append(time * 10).append(',').append(agent).append(",1,2\n");
            }
        }
        file.append("20,49,1,2\n");

        assertThat(errors(refusal(file.toString().getBytes(StandardCharsets.UTF_8))))
                .containsExactly("10002 time 20 duplicate_key");
    }

    @Test
    void brokenStreamIsNotTheEndOfTheFile() throws IOException {
        InputStream broken = new SequenceInputStream(
                new ByteArrayInputStream("time,id,x,y\n0,1,2,3\n1,1,".getBytes(StandardCharsets.UTF_8)),
                new BrokenInputStream(() -> new IOException("the client went away")));

        CsvSource source = CsvSource.open(broken, "agent", DEFINITIONS);
        assertThatThrownBy(source::read).isInstanceOf(IOException.class).hasMessage("the client went away");
    }

    @Test
    void framesAndAgentsAreThoseOfTheFile() throws IOException {
        String file = "ID,Frame,type,x,y\n7,1010,agent,0,0\n7,1020,agent,0,0\n7,1010,env,0,0\n9,1000,agent,0,0\n";

        CsvSource source = open(file.getBytes(StandardCharsets.UTF_8));
        while (source.read()) {
            assertThat(source.batch().size()).isEqualTo(4);
        }
        assertThat(source.summary().numFrames()).isEqualTo(1021);
        assertThat(source.summary().numAgents()).isEqualTo(2);
    }

    private static void assertRows(Map<String, Object> rule, byte[] file) throws IOException {
        CsvSource source = open(file);
        List<String> rows = new ArrayList<>();
        while (source.read()) {
            for (int row = 0; row < source.batch().size(); row++) {
                rows.add(row(source.batch(), row));
            }
        }
        assertThat(rows).isEqualTo(rule.get("rows"));
        if (rule.get("types") instanceof Map<?, ?> types) {
            types.forEach((property, type) -> assertThat(source.summary().columns())
                    .filteredOn(column -> column.target().equals(property))
                    .extracting(ColumnSummary::type)
                    .containsExactly((String) type));
        }
        assertThat(source.summary().ignoredColumns()).isEqualTo(rule.getOrDefault("ignored", List.of()));
    }

    private static String row(RecordBatch batch, int row) {
        List<String> cells = new ArrayList<>();
        cells.add(String.valueOf(batch.timeIndex()[row]));
        cells.add(String.valueOf(batch.agentId()[row]));
        cells.add(batch.agentTypes().id(batch.agentType()[row]));
        for (Coordinate coordinate : Coordinate.values()) {
            double value = batch.coordinate(coordinate)[row];
            cells.add(Double.isNaN(value) ? "-" : String.valueOf(value));
        }
        if (!batch.properties().isEmpty()) {
            cells.add("|");
        }
        for (PropertyColumn property : batch.properties()) {
            if (property.isMissing(row)) {
                cells.add("-");
            } else if (property.type() == PropertyType.FLOAT) {
                cells.add(String.valueOf(property.numbers()[row]));
            } else {
                cells.add(property.texts().get(row));
            }
        }
        return String.join(" ", cells);
    }

    private static Map<String, PropertyType> definitions(Map<String, Object> rule) {
        Map<String, PropertyType> definitions = new HashMap<>(DEFINITIONS);
        if (rule.get("definitions") instanceof Map<?, ?> given) {
            given.forEach((id, type) -> definitions.put((String) id, PropertyType.valueOf((String) type)));
        }
        return definitions;
    }

    private static IngestException refusal(byte[] file) {
        return refusal(file, DEFINITIONS);
    }

    private static IngestException refusal(byte[] file, Map<String, PropertyType> definitions) {
        return catchThrowableOfType(IngestException.class, () -> {
            CsvSource source = CsvSource.open(new ByteArrayInputStream(file), "agent", definitions);
            while (source.read()) {
                assertThat(source.batch().size()).isPositive();
            }
        });
    }

    private static List<String> errors(IngestException refusal) {
        return Objects.requireNonNull(refusal.rowErrors()).listed().stream()
                .map(error ->
                        "%d %s %s %s".formatted(error.line(), dash(error.column()), dash(error.value()), error.code()))
                .toList();
    }

    private static String dash(@Nullable String text) {
        return text == null ? "-" : text;
    }

    private static String text(Map<String, Object> rule, String key) {
        return String.valueOf(rule.get(key));
    }

    private static CsvSource open(byte[] file) throws IOException {
        return CsvSource.open(new ByteArrayInputStream(file), "agent", DEFINITIONS);
    }
}
