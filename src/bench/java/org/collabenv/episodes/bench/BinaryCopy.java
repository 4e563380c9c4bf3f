package org.collabenv.episodes.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.testing.TestPostgres;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The floor: finished rows, encoded beforehand in PostgreSQL's own binary format with their observation ids in them,
 * copied straight into both tables in one transaction per episode. Nothing is read, checked, joined or recorded.
 */
final class BinaryCopy implements Contender {

    private final String name;
    private final TestPostgres.Database database;
    private final Map<Path, Encoded> encoded = new HashMap<>();

    private record Encoded(Path observations, Path values) {}

    BinaryCopy(String name, TestPostgres.Database database) {
        this.name = name;
        this.database = database;
    }

    /** Takes the rows out of the tables, which hold these files just now. */
    void encode(Work work, List<Path> files, Path folder) throws SQLException, IOException {
        Files.createDirectories(folder);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE observations, extended_properties");
            statement.execute("SET enable_nestloop = on");
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (Path file : files) {
                String episodeId = Work.episodeId(file);
                Encoded rows =
                        new Encoded(folder.resolve(episodeId + ".observations"), folder.resolve(episodeId + ".values"));
                copyOut(copy, rows.observations(), """
                        COPY (SELECT * FROM observations WHERE episode_id = '%s' ORDER BY observation_id)
                        TO STDOUT (FORMAT binary)""".formatted(episodeId));
                if (work.properties()) {
                    copyOut(copy, rows.values(), """
                            COPY (SELECT p.* FROM extended_properties p JOIN observations o USING (observation_id)
                                  WHERE o.episode_id = '%s' ORDER BY observation_id, property_id)
                            TO STDOUT (FORMAT binary)""".formatted(episodeId));
                }
                encoded.put(file, rows);
            }
        }
    }

    private static void copyOut(CopyManager copy, Path file, String statement) throws SQLException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            copy.copyOut(statement, out);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void load(Work work, List<Path> files) throws Exception {
        Clients.load(files, () -> new Copier(work));
    }

    /** A connection that loads one episode after the other. */
    private final class Copier implements Clients.Client {
        private final Work work;
        private final Connection connection;

        Copier(Work work) throws SQLException {
            this.work = work;
            this.connection = database.connect();
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET session_replication_role = replica");
            }
            connection.setAutoCommit(false);
        }

        @Override
        public void load(Path file) throws SQLException, IOException {
            Encoded rows = encoded.get(file);
            if (rows == null) {
                throw new IllegalStateException("Not encoded: " + file);
            }
            try (PreparedStatement episode =
                    connection.prepareStatement("INSERT INTO episodes VALUES (?, 'bench', 0, ?, ?, 30, '')")) {
                episode.setString(1, Work.episodeId(file));
                episode.setInt(2, work.frames());
                episode.setInt(3, work.agents());
                episode.execute();
            }
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            copyIn(copy, rows.observations(), "COPY observations FROM STDIN (FORMAT binary)");
            if (work.properties()) {
                copyIn(copy, rows.values(), "COPY extended_properties FROM STDIN (FORMAT binary)");
            }
            connection.commit();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    private static void copyIn(CopyManager copy, Path file, String statement) throws SQLException, IOException {
        try (InputStream rows = Files.newInputStream(file)) {
            copy.copyIn(statement, rows, 1 << 16);
        }
    }
}
