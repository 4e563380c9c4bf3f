package org.collabenv.episodes.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.collabenv.episodes.ingest.answer.LoadAnswer;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.duckdb.DuckDbStore;
import org.collabenv.episodes.store.postgres.PostgresStores;
import org.collabenv.episodes.testing.DuckDb;
import org.collabenv.episodes.testing.TestPostgres;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queries of src/docs/queries, which dashboards are made of, on the example episode. */
class DashboardQueriesTest {

    private static final Path QUERIES = Path.of("src/docs/queries");
    private static final String EXAMPLE = "src/example/flock.csv";
    private static final int EPISODES = 100;

    @TempDir
    private Path folder;

    /** Something that is asked of one database. */
    private interface Question<T> {
        T of(Handle database) throws IOException;
    }

    @Test
    void databasesGiveTheSameAnswers() throws Exception {
        for (String query : names()) {
            List<List<Object>> onServer = onPostgres(1, database -> rows(database, query));
            List<List<Object>> inFile = onDuckDb(database -> rows(database, query));

            assertThat(onServer).as(query).isNotEmpty().hasSameSizeAs(inFile);
            for (int row = 0; row < onServer.size(); row++) {
                assertSame(query, onServer.get(row), inFile.get(row));
            }
        }
    }

    @Test
    void answersAreThoseOfTheFile() throws Exception {
        List<String[]> agents = Files.readAllLines(Path.of(EXAMPLE)).stream()
                .skip(1)
                .map(line -> line.split(",", 13))
                .filter(cells -> cells[1].equals("agent"))
                .toList();
        double targetDistances = agents.stream()
                .filter(cells -> Integer.parseInt(cells[2]) < 10)
                .mapToDouble(cells -> Double.parseDouble(cells[9]))
                .average()
                .orElseThrow();

        onDuckDb(database -> {
            assertThat(rows(database, "tracks")).hasSize(agents.size());
            assertThat(rows(database, "available_properties")).hasSize(10);
            List<Object> firstWindow = rows(database, "property_time_series").get(0);
            assertThat(((Number) firstWindow.get(2)).longValue()).isEqualTo(300);
            assertThat(((Number) firstWindow.get(3)).doubleValue()).isCloseTo(targetDistances, Offset.offset(1e-9));
            long counted = rows(database, "heat_map").stream()
                    .mapToLong(cell -> ((Number) cell.get(cell.size() - 1)).longValue())
                    .sum();
            assertThat(counted).isEqualTo(agents.size());
            assertThat(rows(database, "velocity_correlation")).hasSize(30 * 29 / 2);
            return true;
        });
    }

    @Test
    void oneEpisodeOfAHundredIsNotLookedForInAllOfThem() throws Exception {
        onPostgres(EPISODES, database -> {
            assertNoScan(database, "without statistics");
            database.execute("ANALYZE");
            assertNoScan(database, "with statistics");
            return true;
        });
    }

    private static void assertNoScan(Handle database, String when) throws IOException {
        for (String query : names()) {
            String plan = String.join(
                    "\n", bound(database, "EXPLAIN ", query).mapTo(String.class).list());

            assertThat(plan)
                    .as("%s %s", query, when)
                    .doesNotContain("Seq Scan on observations")
                    .doesNotContain("Seq Scan on extended_properties");
        }
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(QUERIES)) {
            return files.map(file -> file.getFileName().toString().replace(".sql", ""))
                    .sorted()
                    .toList();
        }
    }

    private static Query bound(Handle database, String prefix, String name) throws IOException {
        Query query = database.createQuery(prefix + Files.readString(QUERIES.resolve(name + ".sql")));
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "episode_id", "flock-0",
                "agent_type_id", "agent",
                "from_frame", 0,
                "to_frame", 99,
                "frames_per_window", 10,
                "cell_size", 50.0,
                "bins", 12,
                "limit", 5));
        parameters.put("property_id", name.equals("property_words") ? "word" : "distance_to_target_center");
        return query.bindMap(parameters);
    }

    private static List<List<Object>> rows(Handle database, String name) throws IOException {
        return bound(database, "", name)
                .map((row, context) -> {
                    List<Object> cells = new ArrayList<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        cells.add(row.getObject(i));
                    }
                    return cells;
                })
                .list();
    }

    private static void assertSame(String query, List<Object> one, List<Object> other) {
        assertThat(one).as(query).hasSameSizeAs(other);
        for (int i = 0; i < one.size(); i++) {
            if (one.get(i) instanceof Number number && other.get(i) instanceof Number same) {
                assertThat(number.doubleValue())
                        .as(query)
                        .isCloseTo(same.doubleValue(), Offset.offset(1e-9 * (1 + Math.abs(same.doubleValue()))));
            } else {
                assertThat(one.get(i)).as(query).isEqualTo(other.get(i));
            }
        }
    }

    private static <T> T onPostgres(int episodes, Question<T> question) throws IOException {
        TestPostgres.Database server = TestPostgres.newDatabase();
        try (EpisodeStore store = PostgresStores.open(server)) {
            load(store, episodes);
        }
        // Planned as for anybody who connects.
        return Jdbi.create(() -> plainConnection(server)).withHandle(question::of);
    }

    private static Connection plainConnection(TestPostgres.Database server) throws SQLException {
        return DriverManager.getConnection(server.url(), server.user(), server.password());
    }

    private <T> T onDuckDb(Question<T> question) throws IOException {
        Path file = Files.createTempDirectory(folder, "tracking").resolve("tracking.duckdb");
        try (EpisodeStore store = new DuckDbStore(file, "512MB", Duration.ZERO)) {
            load(store, 1);
        }
        return Jdbi.create(() -> DuckDb.file(file, new Properties())).withHandle(question::of);
    }

    private static void load(EpisodeStore store, int episodes) throws IOException {
        String example = Files.readString(Path.of(EXAMPLE));
        String header = example.substring(0, example.indexOf('\n'));
        // A column of words beside the example's own: every query has something to answer.
        String file = header + ",word" + example.substring(header.length()).replaceAll("(?m)(?<=.)$", ",wing");
        for (int i = 0; i < episodes; i++) {
            // The same bytes would be recognised as loaded already.
            byte[] content = ("# %d%n".formatted(i) + file).getBytes(StandardCharsets.UTF_8);
            LoadAnswer receipt = Loading.load(store, "flock-" + i, new ByteArrayInputStream(content));
            assertThat(receipt.isStored()).isTrue();
        }
    }
}
