package org.collabenv.episodes.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.collabenv.episodes.ingest.Loading;
import org.collabenv.episodes.source.Sources;
import org.collabenv.episodes.source.options.ColumnMapping;
import org.collabenv.episodes.source.options.ExportNote;
import org.collabenv.episodes.source.options.ReadAs;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.duckdb.DuckDbStore;
import org.collabenv.episodes.store.postgres.PostgresStores;
import org.collabenv.episodes.store.rows.ObservationRows;
import org.collabenv.episodes.store.rows.Selection;
import org.collabenv.episodes.testing.Databases;
import org.collabenv.episodes.testing.SharedData;
import org.collabenv.episodes.testing.Tables;
import org.collabenv.episodes.testing.TestPostgres;
import org.collabenv.episodes.testing.TestSources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is exported, and uploaded again without parameters, gives the same rows, on either database and across both. */
class RoundTripTest {

    private static final int CASES = 60;

    private static final String OBSERVATIONS = """
            SELECT o.time_index, o.agent_id, l.label, o.agent_type_id, o.x, o.y, o.z, o.v_x, o.v_y, o.v_z
            FROM observations o
            LEFT JOIN agent_labels l USING (episode_id, agent_type_id, agent_id)
            WHERE o.episode_id = '%s' ORDER BY o.observation_id""";

    private static final String VALUES = """
            SELECT o.time_index, o.agent_id, o.agent_type_id, p.property_id, d.data_type, p.value_float, p.value_text
            FROM observations o
            JOIN extended_properties p USING (observation_id)
            JOIN property_definitions d USING (property_id)
            WHERE o.episode_id = '%s'""";

    private static final List<String> LABELS = List.of(
            "ant",
            "Ötzi",
            "007",
            "12",
            "-3",
            "1e5",
            "NA",
            "null",
            " left",
            "right ",
            "a,b",
            "say \"x\"",
            "two\nlines",
            "#1",
            "nan",
            "3.5",
            "'",
            "\\N",
            "[1]",
            "0x1F",
            "true",
            "🐟");

    private static final List<String> TYPES = List.of("agent", "env", "none", "NA", "a b", "7");

    private static final List<String> PROPERTIES = List.of(
            "frame",
            "id",
            "speed",
            "Speed",
            "vx",
            "x (cm)",
            "track_id",
            "a,b",
            "say \"x\"",
            "te:st:string",
            "date",
            "time",
            "x#2",
            "time_2",
            "#c",
            "sep=;",
            "é",
            "nose_x",
            "nose_likelihood",
            "agent",
            "type",
            "label",
            "x1",
            "y1",
            "class",
            "confidence_2",
            "back\\slash",
            "'",
            "timestamp",
            "bbox",
            "velocity",
            "position",
            "<b>",
            ":c",
            "?");

    private static final List<String> TEXTS = List.of(
            "walking",
            "007",
            "1e5",
            "NA",
            "NaN",
            "none",
            " padded ",
            "a,b",
            "\"",
            "line\nend",
            "cr\rlf\r\n",
            "\t",
            "[1.0, 2.0]",
            "[]",
            "{\"a\": 1}",
            "true",
            "-",
            "'",
            "\\",
            "\u00e9\uD83D\uDC1F",
            "#",
            "inf",
            "12345678901234567890",
            "x".repeat(300));

    private static final List<String> LISTS =
            List.of("[1.0,2.0]", "[]", "[null,1e300]", "[-0.0]", "[0.1,0.2,0.30000000000000004]");

    @TempDir
    private Path folder;

    private final Sources sources = TestSources.usual();
    private Place server;
    private Place file;

    /** A database and what is asked of it. */
    private record Place(EpisodeStore store, Tables tables, Exports exports) {

        List<String> observations(String episode) {
            return tables.rows(OBSERVATIONS.formatted(episode));
        }

        List<String> values(String episode) {
            return tables.rows(VALUES.formatted(episode)).stream().sorted().toList();
        }

        byte[] export(String episode, Selection selection, ExportFormat format) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            exports.episode(episode, selection, format, bytes);
            return bytes.toByteArray();
        }

        void load(String episode, byte[] bytes) {
            Loading.load(store, episode, new ByteArrayInputStream(bytes));
        }
    }

    @BeforeEach
    void open() {
        TestPostgres.Database database = TestPostgres.newDatabase();
        server = place(PostgresStores.open(database), new Tables(database::connect));
        EpisodeStore embedded = new DuckDbStore(folder.resolve("tracking.duckdb"), "512MB", Duration.ZERO);
        file = place(
                embedded,
                new Tables(() -> Databases.of(embedded).open().handle().getConnection()));
    }

    private Place place(EpisodeStore store, Tables tables) {
        ExportConfig config = new SmallRyeConfigBuilder()
                .withMapping(ExportConfig.class)
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(ExportConfig.class);
        ObservationRows rows = new ObservationRows(Databases.of(store));
        return new Place(store, tables, new Exports(rows, sources, config, "test"));
    }

    @AfterEach
    void close() {
        server.store().close();
        file.store().close();
    }

    @Test
    void generatedEpisodes() throws IOException {
        int rows = 0;
        int copies = 0;
        for (int seed = 0; seed < CASES; seed++) {
            Generated generated = Generated.of(seed);
            String episode = "case-" + seed;
            Place home = seed % 2 == 0 ? server : file;
            Loading.load(home.store(), episode, new ByteArrayInputStream(generated.bytes()), generated.reading());
            rows += home.observations(episode).size();
            for (ExportFormat format : ExportFormat.values()) {
                byte[] exported = home.export(episode, Selection.ALL, format);
                for (Place other : List.of(server, file)) {
                    String copy = episode + "-" + format.word();
                    other.load(copy, exported);
                    copies++;
                    assertThat(other.observations(copy))
                            .as("%s, %s: %s", episode, format, shown(exported, format))
                            .isEqualTo(home.observations(episode));
                    assertThat(other.values(copy))
                            .as("%s, %s: %s", episode, format, shown(exported, format))
                            .isEqualTo(home.values(episode));
                }
            }
        }
        assertThat(rows).isGreaterThan(CASES * 10);
        System.out.printf("%d episodes with %d rows, exported and loaded again %d times%n", CASES, rows, copies);
    }

    private static String shown(byte[] exported, ExportFormat format) {
        String text = format == ExportFormat.PARQUET ? "" : new String(exported, StandardCharsets.UTF_8);
        return text.substring(0, Math.min(1500, text.length()));
    }

    @Test
    void realFiles() throws IOException {
        for (String name : List.of("termite_video_tracked.csv", "collab_shape_episode-0-completed.parquet")) {
            byte[] original = Files.readAllBytes(SharedData.file(name));
            server.load(name, original);
            for (ExportFormat format : ExportFormat.values()) {
                file.load(name + "-" + format, server.export(name, Selection.ALL, format));

                assertThat(file.observations(name + "-" + format)).isEqualTo(server.observations(name));
                assertThat(file.values(name + "-" + format)).isEqualTo(server.values(name));
            }
        }
    }

    /** Programs that know no comments can read the file: it has one only if it could be misread. */
    @Test
    void fileThatCannotBeMisreadHasNoNote() throws IOException {
        server.load("plain", bytes("frame,id,x,y,pace,state\n0,ant,1,2,0.5,walking\n1,ant,1,2,,resting\n"));
        server.load("doubtful", bytes("frame,id,x,y,code\n0,ant,1,2,a7\n1,ant,1,2,007\n"));

        assertThat(text(server.export("plain", Selection.ALL, ExportFormat.CSV)))
                .isEqualTo(
                        "time_index,agent_id,agent_type,x,y,pace,state\n0,ant,agent,1.0,2.0,0.5,walking\n1,ant,agent,1.0,2.0,,resting\n");
        assertThat(text(server.export("doubtful", Selection.ALL, ExportFormat.CSV)))
                .startsWith("# " + ExportNote.KEY + ": {\"mapping\":{")
                .contains("\"code\":\"code:string\"");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** An episode as a file, with the options that say just how it is meant. */
    private record Generated(byte[] bytes, ReadingOptions reading) {

        static Generated of(int seed) {
            return new Generator(new Random(seed), seed).episode();
        }
    }

    private static final class Generator {

        private final Random random;
        private final int seed;
        private final Map<String, ColumnMapping.Target> mapping = new LinkedHashMap<>();
        private final List<String> names = new ArrayList<>();
        private final List<Function<Integer, String>> cells = new ArrayList<>();

        Generator(Random random, int seed) {
            this.random = random;
            this.seed = seed;
        }

        Generated episode() {
            boolean hasLabels = random.nextBoolean();
            List<String> agents = some(hasLabels ? LABELS : List.of("0", "1", "-5", "2147483647", "17"), 6);
            List<String> types = some(TYPES, 3);
            int frames = 1 + random.nextInt(30);
            int first = random.nextInt(50) - 10;
            List<String[]> keys = new ArrayList<>();
            for (int frame = 0; frame < frames; frame++) {
                for (String agent : agents) {
                    for (String type : types) {
                        if (random.nextInt(4) > 0) {
                            keys.add(new String[] {String.valueOf(first + frame), agent, type});
                        }
                    }
                }
            }
            keys.add(new String[] {"99", agents.get(0), types.get(0)});
            if (random.nextBoolean()) {
                Collections.shuffle(keys, random);
            }
            add("t", new ColumnMapping.Target("time_index", ReadAs.FRAMES), row -> keys.get(row)[0]);
            add("who", new ColumnMapping.Target("agent_id", hasLabels ? ReadAs.LABELS : null), row -> keys.get(row)[1]);
            add("kind", new ColumnMapping.Target("agent_type_id", null), row -> keys.get(row)[2]);
            for (String coordinate : List.of("x", "y")) {
                add("at " + coordinate, new ColumnMapping.Target(coordinate, null), row -> number());
            }
            for (String coordinate : List.of("z", "v_x", "v_y", "v_z")) {
                if (random.nextInt(3) > 0) {
                    int present = random.nextInt(4);
                    add(
                            "at " + coordinate,
                            new ColumnMapping.Target(coordinate, null),
                            row -> random.nextInt(4) < present ? number() : "");
                }
            }
            for (String property : some(PROPERTIES, 6)) {
                // A name that is not defined yet, so that its type has to be found out; every other one is the same in
                // all episodes.
                boolean isNew = random.nextBoolean() || property.equals("speed"); // which the schema defines
                String id = isNew ? property + " " + seed : property;
                property(id, id.hashCode());
            }
            StringBuilder text = new StringBuilder();
            text.append(String.join(",", names.stream().map(Generator::quoted).toList()))
                    .append('\n');
            for (int row = 0; row < keys.size(); row++) {
                int current = row;
                text.append(String.join(
                                ",",
                                cells.stream()
                                        .map(cell -> quoted(cell.apply(current)))
                                        .toList()))
                        .append('\n');
            }
            return new Generated(
                    bytes(text.toString()),
                    new ExportNote(new ColumnMapping(mapping)).completed(ReadingOptions.USUAL, names));
        }

        private void property(String id, int hash) {
            int present = 1 + random.nextInt(4);
            ReadAs readAs =
                    switch (Math.floorMod(hash, 3)) {
                        case 0 -> ReadAs.FLOAT;
                        case 1 -> ReadAs.STRING;
                        default -> ReadAs.VECTOR;
                    };
            boolean isDigits = random.nextInt(3) == 0;
            add("p" + names.size(), new ColumnMapping.Target(id, readAs), row -> {
                if (random.nextInt(4) >= present) {
                    return "";
                }
                return switch (readAs) {
                    case FLOAT -> random.nextInt(20) == 0 ? "inf" : number();
                    case STRING -> isDigits ? String.valueOf(random.nextInt(99)) : one(TEXTS);
                    default -> one(LISTS);
                };
            });
        }

        private void add(String name, ColumnMapping.Target target, Function<Integer, String> cell) {
            names.add(name);
            mapping.put(name, target);
            cells.add(cell);
        }

        private List<String> some(List<String> all, int most) {
            Set<String> some = new LinkedHashSet<>();
            int size = 1 + random.nextInt(most);
            for (int i = 0; i < size; i++) {
                some.add(one(all));
            }
            return List.copyOf(some);
        }

        private String one(List<String> all) {
            return all.get(random.nextInt(all.size()));
        }

        /** A double of any kind but infinity, which is no coordinate. */
        private String number() {
            return switch (random.nextInt(6)) {
                case 0 -> "-0.0";
                case 1 -> String.valueOf(random.nextInt(2000) - 1000);
                case 2 -> String.valueOf(Double.MIN_VALUE * random.nextInt(9));
                case 3 -> String.valueOf(Math.nextDown(1.0 * random.nextInt(1 << 20)));
                case 4 -> String.valueOf(random.nextGaussian());
                default -> {
                    double any = Double.longBitsToDouble(random.nextLong());
                    yield Double.isFinite(any) ? String.valueOf(any) : "1e308";
                }
            };
        }

        private static String quoted(String cell) {
            return cell.isEmpty() ? cell : '"' + cell.replace("\"", "\"\"") + '"';
        }
    }
}
