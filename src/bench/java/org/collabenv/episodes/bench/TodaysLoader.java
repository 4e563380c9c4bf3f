package org.collabenv.episodes.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.collabenv.episodes.testing.TestPostgres;

/**
 * What labs' Python loader does, without Python's own cost: the whole file in memory, multi-row INSERTs, the ids fetched
 * back and mapped by key, multi-row INSERTs of the property values; the triggers on, one transaction.
 */
final class TodaysLoader implements Contender {

    /** Rows of one INSERT. */
    private static final int ROWS = 1_000;

    private final TestPostgres.Database database;

    private record Key(int timeIndex, int agentId) {}

    private record Row(Key key, String agentType, double[] motion, double[] properties) {}

    TodaysLoader(TestPostgres.Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "today's loader";
    }

    @Override
    public void load(Work work, List<Path> files) throws Exception {
        for (Path file : files) {
            List<Row> rows = read(file);
            try (Connection connection = database.connect()) {
                connection.setAutoCommit(false);
                insertEpisode(connection, work, Work.episodeId(file));
                insertObservations(connection, Work.episodeId(file), rows);
                insertValues(connection, rows, observationIds(connection, Work.episodeId(file)));
                connection.commit();
            }
        }
    }

    private static List<Row> read(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", -1);
                rows.add(new Row(
                        new Key(Integer.parseInt(cells[2]), Integer.parseInt(cells[0])),
                        cells[1],
                        numbers(cells, 3, 9),
                        numbers(cells, 9, cells.length)));
            }
        }
        return rows;
    }

    private static double[] numbers(String[] cells, int from, int to) {
        double[] numbers = new double[to - from];
        for (int i = from; i < to; i++) {
            numbers[i - from] = Double.parseDouble(cells[i]);
        }
        return numbers;
    }

    private static void insertEpisode(Connection connection, Work work, String episodeId) throws SQLException {
        try (PreparedStatement episode =
                connection.prepareStatement("INSERT INTO episodes VALUES (?, 'bench', 0, ?, ?, 30, '')")) {
            episode.setString(1, episodeId);
            episode.setInt(2, work.frames());
            episode.setInt(3, work.agents());
            episode.execute();
        }
    }

    private static void insertObservations(Connection connection, String episodeId, List<Row> rows)
            throws SQLException {
        String into =
                "INSERT INTO observations (episode_id, time_index, agent_id, agent_type_id, x, y, z, v_x, v_y, v_z) VALUES ";
        for (int from = 0; from < rows.size(); from += ROWS) {
            List<Row> some = rows.subList(from, Math.min(from + ROWS, rows.size()));
            try (PreparedStatement insert = connection.prepareStatement(into + places(some.size(), 10))) {
                int place = 1;
                for (Row row : some) {
                    insert.setString(place++, episodeId);
                    insert.setInt(place++, row.key().timeIndex());
                    insert.setInt(place++, row.key().agentId());
                    insert.setString(place++, row.agentType());
                    for (double number : row.motion()) {
                        insert.setDouble(place++, number);
                    }
                }
                insert.execute();
            }
        }
    }

    private static Map<Key, Long> observationIds(Connection connection, String episodeId) throws SQLException {
        Map<Key, Long> ids = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT observation_id, time_index, agent_id FROM observations WHERE episode_id = ?")) {
            select.setString(1, episodeId);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.put(new Key(rows.getInt(2), rows.getInt(3)), rows.getLong(1));
                }
            }
        }
        return ids;
    }

    private static void insertValues(Connection connection, List<Row> rows, Map<Key, Long> ids) throws SQLException {
        record Value(long observationId, String propertyId, double value) {}
        List<Value> values = new ArrayList<>();
        for (int property = 0; property < Work.PROPERTIES.size(); property++) {
            for (Row row : rows) {
                Long id = ids.get(row.key());
                if (id != null) {
                    values.add(new Value(id, Work.PROPERTIES.get(property), row.properties()[property]));
                }
            }
        }
        String into = "INSERT INTO extended_properties (observation_id, property_id, value_float) VALUES ";
        for (int from = 0; from < values.size(); from += ROWS) {
            List<Value> some = values.subList(from, Math.min(from + ROWS, values.size()));
            try (PreparedStatement insert = connection.prepareStatement(into + places(some.size(), 3))) {
                int place = 1;
                for (Value value : some) {
                    insert.setLong(place++, value.observationId());
                    insert.setString(place++, value.propertyId());
                    insert.setDouble(place++, value.value());
                }
                insert.execute();
            }
        }
    }

    private static String places(int rows, int columns) {
        StringJoiner all = new StringJoiner(",");
        String row = "(" + "?,".repeat(columns - 1) + "?)";
        for (int i = 0; i < rows; i++) {
            all.add(row);
        }
        return all.toString();
    }
}
