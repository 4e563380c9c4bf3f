package org.collabenv.episodes.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.apache.commons.io.IOUtils;
import org.collabenv.episodes.testing.DuckDb;

/** DuckDB's own way: its CSV reader into a temporary table, and two inserts from there in one transaction. */
final class ReadCsv implements Contender, Arena.Tables, AutoCloseable {

    private final Connection connection;
    private final String script;
    private final String plainScript;

    /** @param file a database that has the tables */
    ReadCsv(Path file) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", "512MB"); // as the service has it
        this.connection = DuckDb.file(file, settings);
        this.script = read("read_csv");
        this.plainScript = read("read_csv_plain");
        execute("INSERT INTO sessions (session_id, session_name, category_id) VALUES ('bench', 'bench', 'boids_3d')");
    }

    private static String read(String name) {
        try {
            return IOUtils.resourceToString("/bench/duckdb/" + name + ".sql", StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "DuckDB read_csv";
    }

    /** Writes the rows of an episode to a file. */
    void write(String episodeId, String format, Path file) throws SQLException, IOException {
        execute("COPY (%s) TO '%s' (FORMAT %s)".formatted(Export.rows(episodeId), file, format));
    }

    String description() throws SQLException {
        return "DuckDB " + connection.getMetaData().getDatabaseProductVersion() + ", memory_limit=512MB";
    }

    @Override
    public void load(Work work, List<Path> files) throws SQLException {
        String script = work.properties() ? this.script : plainScript;
        for (Path file : files) {
            execute(script.replace(":file", "'" + file + "'").replace(":episode_id", "'" + Work.episodeId(file) + "'"));
        }
    }

    @Override
    public void empty() throws SQLException {
        execute("DELETE FROM extended_properties; DELETE FROM observations; DELETE FROM episodes; CHECKPOINT");
    }

    @Override
    public void requireStored(Work work) throws SQLException {
        Arena.Tables.require("observations", count("observations"), work.observations());
        Arena.Tables.require("values", count("extended_properties"), work.values());
    }

    private long count(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM " + table)) {
            count.next();
            return count.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
