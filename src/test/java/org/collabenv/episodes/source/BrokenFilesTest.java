package org.collabenv.episodes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.collabenv.episodes.source.options.ColumnMapping;
import org.collabenv.episodes.source.options.Destination;
import org.collabenv.episodes.source.options.Keypoints;
import org.collabenv.episodes.source.options.Layout;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.source.options.TextFormat;
import org.collabenv.episodes.source.options.Tolerance;
import org.collabenv.episodes.source.value.TimeFormat;
import org.collabenv.episodes.testing.BrokenFiles;
import org.collabenv.episodes.testing.DuckDb;
import org.collabenv.episodes.testing.TestSources;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a file, it is read or refused with a reason; nothing else ever happens. */
class BrokenFilesTest {

    private static final int TEXTS = 10_000;
    private static final int PARQUETS = 400;
    private static final int OF_EACH_TRACKER = 12;
    private static final Path TRACKERS = Path.of("src/test/resources/trackers");

    @TempDir
    private static Path folder;

    private final Map<Problem, Integer> refusals = new EnumMap<>(Problem.class);
    private int read;

    @Test
    void texts() {
        Sources sources = TestSources.usual();
        for (int seed = 0; seed < TEXTS; seed++) {
            BrokenFiles files = new BrokenFiles(seed);
            byte[] file = files.broken(files.perhapsCompressed(files.goodFile()));
            read(sources, file, seed);
        }

        System.out.printf("%d broken texts: %d could be read all the same, refused %s%n", TEXTS, read, refusals);
        assertThat(read).isPositive();
        assertThat(refusals.keySet())
                .contains(Problem.INVALID_ROWS, Problem.INVALID_HEADER, Problem.EMPTY_FILE, Problem.BROKEN_FILE);
    }

    @Test
    void parquets() throws IOException, SQLException {
        Sources sources = TestSources.configured(Map.of("episodes.source.spool-folder", folder.toString()));
        Path good = folder.resolve("good.parquet");
        try (Connection connection = DuckDb.inMemory();
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT i AS frame, 1 AS id, i * 0.5 AS x, 2.0 AS y, 'text ' || i AS note,"
                    + " [i, 2.5] AS list FROM range(500) t(i)) TO '" + good + "' (FORMAT parquet)");
        }
        byte[] file = Files.readAllBytes(good);
        Files.delete(good);
        for (int seed = 0; seed < PARQUETS; seed++) {
            read(sources, new BrokenFiles(seed).broken(file), seed);
        }

        System.out.printf(
                "%d broken Parquet files: %d could be read all the same, refused %s%n", PARQUETS, read, refusals);
        assertThat(refusals).containsKey(Problem.BROKEN_FILE);
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.filter(path -> path.toString().contains("upload-"))).isEmpty();
        }
    }

    /** Each of the files that the trackers' test reads, broken in many ways. */
    @Test
    void trackersFiles() throws IOException {
        Sources sources = TestSources.configured(Map.of("episodes.source.spool-folder", folder.toString()));
        List<Path> files;
        try (Stream<Path> all = Files.list(TRACKERS)) {
            files = all.filter(file -> !file.toString().matches(".*\\.(py|yaml|expected\\.csv)"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            byte[] good = Files.readAllBytes(file);
            for (int seed = 0; seed < OF_EACH_TRACKER; seed++) {
                read(sources, new BrokenFiles(seed).broken(good), seed);
            }
        }

        System.out.printf(
                "%d broken files of trackers: %d could be read all the same, refused %s%n",
                files.size() * OF_EACH_TRACKER, read, refusals);
        assertThat(refusals).containsKeys(Problem.BROKEN_FILE, Problem.UNSUPPORTED_FORMAT);
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.filter(path -> path.toString().contains("upload-"))).isEmpty();
        }
    }

    private void read(Sources sources, byte[] file, int seed) {
        ReadingOptions options = options(seed);
        var vocabulary = new TestSources.Defined(Map.of(), Set.of("agent"));
        try {
            assertThat(sources.preview(new ByteArrayInputStream(file), options, vocabulary))
                    .as("seed %d", seed)
                    .isNotNull();
        } catch (IOException | RuntimeException e) {
            fail("preview of seed " + seed, e);
        }
        try (RecordSource source =
                sources.open(new ByteArrayInputStream(file), options, vocabulary, new Destination.Observations(null))) {
            long rows = 0;
            while (source.read()) {
                rows += source.batch().size();
            }
            FileSummary summary = source.summary();
            assertThat(summary.rows() - summary.rejected() - summary.unseen().rows())
                    .as("seed %d", seed)
                    .isEqualTo(rows);
            assertThat(summary.rejects() == null).as("seed %d", seed).isEqualTo(summary.rejected() == 0);
            read++;
        } catch (IngestException e) {
            assertThat(e.detail()).as("seed %d", seed).isNotBlank();
            refusals.merge(e.problem(), 1, Integer::sum);
        } catch (IOException | RuntimeException e) {
            fail("seed " + seed, e);
        }
    }

    /** The ways of reading a file, in turns. */
    private static ReadingOptions options(int seed) {
        ReadingOptions usual = ReadingOptions.USUAL;
        Layout layout = seed % 11 == 0 ? Layout.UNNAMED : Layout.HEADED;
        Map<String, ColumnMapping.Target> mapping =
                seed % 13 == 0 ? Map.of("id+type", ColumnMapping.Target.parse("agent_id")) : Map.of();
        return new ReadingOptions(
                usual.agentType(),
                null,
                30.0,
                null,
                new ColumnMapping(mapping),
                usual.missing(),
                new TextFormat(
                        null,
                        seed % 7 == 0 ? null : TextFormat.QUOTE,
                        seed % 5 == 0,
                        StandardCharsets.UTF_8,
                        layout,
                        List.of()),
                false,
                false,
                seed % 17 == 0 ? TimeFormat.of("%d/%m/%Y %H:%M:%S") : null,
                switch (seed % 3) {
                    case 0 -> Tolerance.NONE;
                    case 1 -> Tolerance.ofRows(20);
                    default -> Tolerance.ofShare(0.5, "50%");
                },
                Keypoints.ALL,
                null);
    }
}
