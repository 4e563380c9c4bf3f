package org.collabenv.episodes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.input.BrokenInputStream;
import org.apache.commons.io.input.InfiniteCircularInputStream;
import org.collabenv.episodes.source.options.ColumnMapping;
import org.collabenv.episodes.source.options.Destination.Observations;
import org.collabenv.episodes.source.options.Keypoints;
import org.collabenv.episodes.source.options.Layout;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.source.options.TextFormat;
import org.collabenv.episodes.source.options.Tolerance;
import org.collabenv.episodes.source.row.ColumnSummary;
import org.collabenv.episodes.source.value.MissingValues;
import org.collabenv.episodes.source.value.TimeFormat;
import org.collabenv.episodes.testing.TestSources;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.ObservationKey;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.RowErrors;
import org.collabenv.episodes.trajectory.Suggestion;
import org.collabenv.episodes.trajectory.batch.PropertyColumn;
import org.collabenv.episodes.trajectory.batch.RecordBatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

class SourcesTest {

    private static final Map<String, PropertyType> DEFINITIONS =
            Map.of("confidence", PropertyType.FLOAT, "detection_class", PropertyType.STRING);

    private static final Sources SOURCES = TestSources.usual();

    /** What a rule may say of how its file is to be read. */
    private static final Set<String> OPTIONS = Set.of(
            "agent_id",
            "frame_rate",
            "time_origin",
            "mapping",
            "null_values",
            "more_null_values",
            "delimiter",
            "encoding",
            "layout",
            "columns",
            "quote",
            "decimal",
            "header",
            "time_format",
            "refuses_unseen",
            "freeze",
            "max_errors",
            "keypoint",
            "min_confidence");

    static Stream<Arguments> rules() throws IOException {
        try (InputStream yaml = SourcesTest.class.getResourceAsStream("/csv/rules.yaml")) {
            List<Map<String, Object>> rules = new Yaml().load(yaml);
            return rules.stream().map(rule -> Arguments.of(rule.get("rule"), rule));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void rule(String name, Map<String, Object> rule) throws IOException {
        byte[] file = rule.containsKey("bytes")
                ? HexFormat.of().parseHex(text(rule, "bytes").replace(" ", ""))
                : text(rule, "file").getBytes(StandardCharsets.UTF_8);

        if (rule.containsKey("rows")) {
            assertRows(rule, file);
        } else if (rule.containsKey("errors")) {
            IngestException refusal = refusal(file, options(rule), definitions(rule));
            assertThat(refusal.problem()).as(refusal.detail()).isEqualTo(Problem.INVALID_ROWS);
            assertThat(errors(refusal)).isEqualTo(rule.get("errors"));
            assertSuggestions(rule, refusal);
        } else {
            IngestException refusal = refusal(file, options(rule), definitions(rule));
            assertThat(refusal.problem()).isEqualTo(Problem.valueOf(text(rule, "problem")));
            assertThat(refusal.detail()).contains(text(rule, "detail"));
            assertSuggestions(rule, refusal);
        }
    }

    private static void assertSuggestions(Map<String, Object> rule, IngestException refusal) {
        if (rule.containsKey("suggestions")) {
            assertThat(refusal.suggestions().stream().map(Suggestion::parameters))
                    .isEqualTo(rule.get("suggestions"));
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
        assertThat(refusal.rowErrors().listed().get(99).place()).isEqualTo(101);
    }

    @Test
    void headerOfTooManyColumnsIsRefusedBeforeItIsReadToItsEnd() {
        InputStream endless = new SequenceInputStream(
                new ByteArrayInputStream("time,id,x,y".getBytes(StandardCharsets.UTF_8)),
                new InfiniteCircularInputStream(new byte[] {','}));

        assertThatThrownBy(() -> open(endless))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("4096 columns");
    }

    @Test
    void idThatIsNoPlainNumberIsAnErrorHoweverLate() {
        StringBuilder file = new StringBuilder("frame,id,x,y\n");
        for (int i = 0; i < 5000; i++) {
            file.append(i).append(",7122,2,3\n");
        }
        file.append("1,007122,2,3\n1,407e02,2,3\n1,7123.0,2,3\n");

        assertThat(errors(refusal(file.toString().getBytes(StandardCharsets.UTF_8))))
                .containsExactly("5002 id 007122 not_an_integer", "5003 id 407e02 not_an_integer");
    }

    @Test
    void wideLayoutOfManyAnimals() throws IOException {
        StringBuilder header = new StringBuilder("x1,y1");
        StringBuilder row = new StringBuilder("0.5,0.5");
        for (int i = 2; i <= 2_000; i++) {
            header.append(",x").append(i).append(",y").append(i);
            row.append(",1,").append(i);
        }
        byte[] file = header.append('\n').append(row).append('\n').toString().getBytes(StandardCharsets.UTF_8);

        try (RecordSource source = open(new ByteArrayInputStream(file), ReadingOptions.USUAL, DEFINITIONS)) {
            assertThat(source.read()).isTrue();
            assertThat(source.summary().rows()).isEqualTo(2_000);
            assertThat(source.summary().facts().numAgents()).isEqualTo(2_000);
        }
    }

    @Test
    void moreAgentsThanThereMayBeEndTheLoadWhateverMayBeSkipped() {
        StringBuilder file = new StringBuilder("frame,id,x,y\n");
        for (int i = 0; i <= 100_000; i++) {
            file.append("0,").append(i).append(",2,3\n");
        }
        ReadingOptions options = options(Map.of("options", Map.of("max_errors", 1_000_000)));

        IngestException refusal = refusal(file.toString().getBytes(StandardCharsets.UTF_8), options, DEFINITIONS);

        assertThat(refusal.problem()).isEqualTo(Problem.TOO_LARGE);
        assertThat(refusal.detail()).contains("100000 agents").contains("line 100002");
    }

    @Test
    void batchOfLongTextsHoldsFewerRows() throws IOException {
        StringBuilder file = new StringBuilder("time,id,x,y,note\n");
        for (int i = 0; i < 20; i++) {
            file.append(i).append(",1,2,3,").append("n".repeat(900_000)).append('\n');
        }
        RecordSource source = open(file.toString().getBytes(StandardCharsets.UTF_8));

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

        RecordSource source = open(file.toString().getBytes(StandardCharsets.UTF_8));
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
        RecordSource source = open(file.toString().getBytes(StandardCharsets.UTF_8));
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
    void brokenStreamIsNotTheEndOfTheFile() {
        InputStream broken = new SequenceInputStream(
                new ByteArrayInputStream("time,id,x,y\n0,1,2,3\n1,1,".getBytes(StandardCharsets.UTF_8)),
                new BrokenInputStream(() -> new IOException("the client went away")));

        assertThatThrownBy(() -> open(broken)).isInstanceOf(IOException.class).hasMessage("the client went away");
    }

    @Test
    void zstdMayBeginWithAFrameOfSomethingElse() throws IOException {
        byte[] compressed = Zstd.compress("frame,id,x,y\n0,1,2,3\n".getBytes(StandardCharsets.UTF_8));
        byte[] skippable = HexFormat.of().parseHex("532a4d1804000000cafecafe");
        byte[] file = ByteBuffer.allocate(skippable.length + compressed.length)
                .put(skippable)
                .put(compressed)
                .array();

        RecordSource source = open(file);
        assertThat(source.read()).isTrue();
        assertThat(source.batch().size()).isEqualTo(1);
    }

    /** Each of these took minutes if a name were taken apart for every other one. */
    @Test
    void headersThatAreMadeToBeSlowAreRefusedAtOnce() {
        String blanks = " ".repeat(900_000);
        assertThat(refusal(("time,id,x,y,a" + blanks + "\u00A0b\n0,1,2,3,4\n").getBytes(StandardCharsets.UTF_8))
                        .detail())
                .contains("characters");

        String xs = "x".repeat(190);
        String wide = IntStream.range(0, 4000).mapToObj(i -> xs + i).collect(Collectors.joining(","));
        assertThat(refusal((wide + "\n" + "1,".repeat(3999) + "1\n").getBytes(StandardCharsets.UTF_8))
                        .problem())
                .isEqualTo(Problem.INVALID_HEADER);

        Map<String, Object> joins = new LinkedHashMap<>();
        for (int i = 0; i < 8000; i++) {
            joins.put("c" + i + "+d" + i, "agent_id");
        }
        String columns = IntStream.range(0, 4000).mapToObj(i -> "e" + i).collect(Collectors.joining(","));
        assertThat(refusal(
                                (columns + "\n").getBytes(StandardCharsets.UTF_8),
                                options(Map.of("options", Map.of("mapping", joins))),
                                DEFINITIONS)
                        .problem())
                .isEqualTo(Problem.INVALID_PARAMETER);

        String dates = IntStream.range(0, 2000).mapToObj(i -> "date" + i).collect(Collectors.joining(","));
        StringBuilder clocks = new StringBuilder("time,id,x,y," + dates + "\n");
        for (int row = 0; row < 100; row++) {
            clocks.append("10:00:%02d,1,2,3".formatted(row % 60))
                    .append(",no date".repeat(2000))
                    .append('\n');
        }
        assertThat(refusal(clocks.toString().getBytes(StandardCharsets.UTF_8)).problem())
                .isEqualTo(Problem.TIME_FORMAT_NEEDED);
    }

    @Test
    void headOfALineWithoutEndIsReadNoFurtherThanACellMayBeLong() throws IOException {
        InputStream endless = new SequenceInputStream(
                new ByteArrayInputStream("time,id,x,y\n0,1,2,".getBytes(StandardCharsets.UTF_8)),
                new InfiniteCircularInputStream(new byte[] {'7'}));

        assertThat(SOURCES.preview(endless, ReadingOptions.USUAL, new TestSources.Defined(DEFINITIONS, Set.of("agent")))
                        .rows())
                .isZero();
    }

    @Test
    void framesAndAgentsAreThoseOfTheFile() throws IOException {
        String file = "ID,Frame,type,x,y\n7,1010,agent,0,0\n7,1020,agent,0,0\n7,1010,env,0,0\n9,1000,agent,0,0\n";

        RecordSource source = open(file.getBytes(StandardCharsets.UTF_8));
        while (source.read()) {
            assertThat(source.batch().size()).isEqualTo(4);
        }
        assertThat(source.summary().facts().numFrames()).isEqualTo(1021);
        assertThat(source.summary().facts().numAgents()).isEqualTo(2);
    }

    private static void assertRows(Map<String, Object> rule, byte[] file) throws IOException {
        HandedOn handedOn = new HandedOn();
        RecordSource source = open(new ByteArrayInputStream(file), options(rule), definitions(rule));
        List<String> rows = new ArrayList<>();
        while (source.read()) {
            handedOn.take(source.batch());
            for (int row = 0; row < source.batch().size(); row++) {
                rows.add(row(source.batch(), row));
            }
        }
        assertThat(rows).isEqualTo(rule.get("rows"));
        if (rule.containsKey("labels")) {
            assertThat(source.summary().facts().newLabels().stream()
                            .map(label -> label.agentTypeId() + " " + label.agentId() + " " + label.label()))
                    .containsExactlyElementsOf(strings(rule, "labels"));
        }
        if (rule.containsKey("rejected")) {
            assertThat(errors(source.summary().errors())).isEqualTo(rule.get("rejected"));
        }
        if (rule.get("targets") instanceof Map<?, ?> targets) {
            targets.forEach((column, target) -> assertThat(source.summary().columns())
                    .filteredOn(summary -> summary.source().equals(column))
                    .extracting(ColumnSummary::target)
                    .containsExactly((String) target));
        }
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
        return refusal(file, ReadingOptions.USUAL, DEFINITIONS);
    }

    private static IngestException refusal(byte[] file, ReadingOptions options, Map<String, PropertyType> definitions) {
        return catchThrowableOfType(IngestException.class, () -> {
            HandedOn rows = new HandedOn();
            try (RecordSource source = open(new ByteArrayInputStream(file), options, definitions)) {
                try {
                    while (source.read()) {
                        rows.take(source.batch());
                    }
                } finally {
                    rows.locate(source);
                }
            }
        });
    }

    /** Stands for the database: the rows that were handed on, in order. */
    private static final class HandedOn {
        private final List<String> keys = new ArrayList<>();

        void take(RecordBatch batch) {
            for (int row = 0; row < batch.size(); row++) {
                String type = batch.agentTypes().id(batch.agentType()[row]);
                keys.add(key(batch.timeIndex()[row], batch.agentId()[row], type));
            }
        }

        /** Completes the errors as a load does. */
        void locate(RecordSource source) {
            for (ObservationKey key : source.errors().unlocatedKeys()) {
                long before = keys.indexOf(key(key.timeIndex(), key.agentId(), key.agentTypeId()));
                source.errors().locate(key, Objects.requireNonNull(source.placeOf(before)));
            }
        }

        private static String key(int timeIndex, int agentId, String agentType) {
            return timeIndex + " " + agentId + " " + agentType;
        }
    }

    private static List<String> errors(IngestException refusal) {
        return errors(Objects.requireNonNull(refusal.rowErrors()));
    }

    private static List<String> errors(RowErrors errors) {
        return errors.listed().stream()
                .map(error ->
                        "%d %s %s %s".formatted(error.place(), dash(error.column()), dash(error.value()), error.code()))
                .toList();
    }

    private static String dash(@Nullable String text) {
        return text == null ? "-" : text;
    }

    private static List<String> strings(Map<String, Object> rule, String key) {
        return rule.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static String text(Map<String, Object> rule, String key) {
        return String.valueOf(rule.get(key));
    }

    private static RecordSource open(byte[] file) throws IOException {
        return open(new ByteArrayInputStream(file));
    }

    private static RecordSource open(InputStream file) throws IOException {
        return open(file, ReadingOptions.USUAL, DEFINITIONS);
    }

    private static RecordSource open(InputStream file, ReadingOptions options, Map<String, PropertyType> definitions)
            throws IOException {
        return SOURCES.open(
                file, options, new TestSources.Defined(definitions, Set.of("agent")), new Observations(null));
    }

    private static ReadingOptions options(Map<String, Object> rule) {
        Map<?, ?> given = rule.get("options") instanceof Map<?, ?> options ? options : Map.of();
        assertThat(OPTIONS)
                .containsAll(given.keySet().stream().map(String::valueOf).toList());
        Map<String, ColumnMapping.Target> mapping = new LinkedHashMap<>();
        if (given.get("mapping") instanceof Map<?, ?> pairs) {
            pairs.forEach((source, target) ->
                    mapping.put((String) source, ColumnMapping.Target.parse(target == null ? "" : (String) target)));
        }
        MissingValues missing = MissingValues.USUAL;
        if (given.get("null_values") instanceof List<?> words) {
            missing = MissingValues.only(words.stream().map(String::valueOf).collect(Collectors.toSet()));
        }
        if (given.get("more_null_values") instanceof List<?> words) {
            missing = missing.and(words.stream().map(String::valueOf).collect(Collectors.toSet()));
        }
        TextFormat text = new TextFormat(
                given.get("delimiter") instanceof String delimiter ? delimiter.charAt(0) : null,
                "none".equals(given.get("quote")) ? null : TextFormat.QUOTE,
                "comma".equals(given.get("decimal")),
                given.get("encoding") instanceof String name ? Charset.forName(name) : StandardCharsets.UTF_8,
                "mot".equals(given.get("layout"))
                        ? Layout.MOT
                        : "none".equals(given.get("header")) ? Layout.UNNAMED : Layout.HEADED,
                given.get("columns") instanceof List<?> names
                        ? names.stream().map(String::valueOf).toList()
                        : List.of());
        return new ReadingOptions(
                "agent",
                (String) given.get("agent_id"),
                given.get("frame_rate") instanceof Number rate ? rate.doubleValue() : null,
                (String) given.get("time_origin"),
                new ColumnMapping(mapping),
                missing,
                text,
                Boolean.TRUE.equals(given.get("freeze")),
                Boolean.TRUE.equals(given.get("refuses_unseen")),
                given.get("time_format") instanceof String format ? TimeFormat.of(format) : null,
                tolerance(given.get("max_errors")),
                new Keypoints(
                        (String) given.get("keypoint"),
                        given.get("min_confidence") instanceof Number least ? least.doubleValue() : 0),
                null);
    }

    private static Tolerance tolerance(@Nullable Object most) {
        if (most instanceof String share) {
            return Tolerance.ofShare(Double.parseDouble(share.replace("%", "")) / 100, share);
        }
        return most instanceof Number rows ? Tolerance.ofRows(rows.longValue()) : Tolerance.NONE;
    }
}
