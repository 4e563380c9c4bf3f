package org.collabenv.episodes.source.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.collabenv.episodes.source.bytes.Spool;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.options.ExportNote;
import org.duckdb.DuckDBDriver;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A spooled Parquet file and an in-memory DuckDB that may open no other file; it owns both.
 *
 * <p>The statements are the files in {@code sql/parquet}; names and paths are quoted into them, since a statement
 * cannot bind them.
 */
final class ParquetFile implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ParquetFile.class);
    private static final String FOLDER = "/sql/parquet/";

    /** The words of DuckDB before a reason, such as {@code Invalid Input Error:}. */
    private static final Pattern CATEGORY = Pattern.compile("^(?:[A-Z][\\w-]*\\s)+Error: ");

    /** The words of DuckDB for a stream of rows that breaks, whatever the reason. */
    private static final String NO_REASON = "Invalid result set";

    private static final int LONGEST_REASON = 300;

    private final Spool.SpooledFile file;
    private final Connection database;

    /** The file that is read: the one that was received, or the one with its rows joined. */
    private Path rowsAre;

    /**
     * A column as DuckDB describes it.
     *
     * @param unit the unit of its durations; null if it has none
     */
    record Column(String name, String type, @Nullable String unit) {}

    /** An element of the file's schema, which is a tree in depth-first order. */
    private record Element(String name, int children) {}

    private ParquetFile(Spool.SpooledFile file, Connection database) {
        this.file = file;
        this.database = database;
        this.rowsAre = file.path();
    }

    /** @param file closed together with the result, or if it cannot be opened */
    static ParquetFile open(Spool.SpooledFile file, String memoryLimit) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", memoryLimit);
        // One thread: each further one would hold a row group's pages, and the load waits for its database anyway.
        settings.setProperty("threads", "1");
        settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        boolean opened = false;
        ParquetFile parquet = null;
        try {
            parquet = new ParquetFile(file, new DuckDBDriver().connect("jdbc:duckdb:", settings));
            parquet.execute(parquet.statement("allow_paths"));
            parquet.execute(parquet.statement("forbid_other_access"));
            parquet.execute(parquet.statement("lock_configuration"));
            opened = true;
            return parquet;
        } finally {
            if (!opened) {
                if (parquet == null) {
                    file.close();
                } else {
                    parquet.close();
                }
            }
        }
    }

    /** Returns the bytes of the file. */
    long size() throws IOException {
        return Files.size(file.path());
    }

    List<Column> columns() throws SQLException {
        // Described first: this fails with the reason if the file is none. A connection streams one result at a time.
        Map<String, String> types = new LinkedHashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet described = statement.executeQuery(statement("describe"))) {
            while (described.next()) {
                types.put(described.getString("column_name"), described.getString("column_type"));
            }
        }
        Map<String, String> units = durations();
        return types.entrySet().stream()
                .map(column -> new Column(column.getKey(), column.getValue(), units.get(column.getKey())))
                .toList();
    }

    /** Returns the units of the columns that are durations, by name. */
    private Map<String, String> durations() throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(statement("durations"))) {
            Map<String, String> units = new HashMap<>();
            while (found.next()) {
                units.put(found.getString("name"), found.getString("unit"));
            }
            return units;
        }
    }

    /**
     * Verifies the checksums of the file's pages.
     *
     * @throws org.collabenv.episodes.trajectory.IngestException if one is wrong
     */
    void requireChecksums() throws SQLException, IOException {
        List<PageChecksums.Chunk> chunks = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(statement("chunks"))) {
            while (found.next()) {
                chunks.add(new PageChecksums.Chunk(
                        found.getString("path"), found.getLong("start"), found.getLong("size")));
            }
        }
        PageChecksums.verify(file.path(), chunks);
    }

    /** Returns what a failure of DuckDB says about the file, without its path. */
    String reason(SQLException failure) {
        String first = firstLine(failure);
        if (first.contains(NO_REASON)) {
            try {
                execute(statement("find_reason"));
            } catch (SQLException reason) {
                first = firstLine(reason);
            }
        }
        String reason = CATEGORY.matcher(first)
                .replaceFirst("")
                .replace(file.path().toString(), "")
                .replace("File ''", "the file")
                .replace("Failed to read file \"\": ", "")
                .replace("file ''", "the file");
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }

    private static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    /** Returns the names of the columns as the file gives them. */
    /** Returns the note of a file that the service has exported. */
    Optional<ExportNote> note() throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet notes = statement.executeQuery(statement("note"))) {
            return notes.next() ? ExportNote.ofMetadata(notes.getString("note")) : Optional.empty();
        }
    }

    List<String> names() throws SQLException {
        List<Element> schema = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet elements = statement.executeQuery(statement("names"))) {
            while (elements.next()) {
                schema.add(new Element(elements.getString("name"), elements.getInt("children")));
            }
        }
        List<String> names = new ArrayList<>();
        for (int column = 1; column < schema.size(); column = behind(column, schema)) {
            names.add(schema.get(column).name());
        }
        return names;
    }

    /** Returns the element behind one and all that it consists of. */
    private static int behind(int element, List<Element> schema) {
        int next = element + 1;
        int missing = schema.get(element).children();
        while (missing > 0 && next < schema.size()) {
            missing += schema.get(next).children() - 1;
            next++;
        }
        return next;
    }

    /**
     * Streams the rows.
     *
     * @param cells an expression for each cell, created by {@link #cell}
     */
    @SuppressWarnings("resource") // the statement is closed with the connection, after its rows
    ResultSet rows(List<String> cells) throws SQLException {
        return database.createStatement().executeQuery(statement("rows").replace("<cells>", String.join(", ", cells)));
    }

    /** Returns the expression that reads a column as a number or as text. */
    static String cell(Column column, boolean asNumber) {
        String expression = asNumber
                ? "cell_number"
                : switch (column.type()) {
                    case "FLOAT" -> "cell_float";
                    case "FLOAT[]" -> "cell_floats";
                    case "TIMESTAMP WITH TIME ZONE" -> "cell_instant";
                    default -> "cell_text";
                };
        return read(expression).replace("<column>", quoted(column.name(), '"'));
    }

    /**
     * Writes some rows to a file in the same folder.
     *
     * @param numbers the numbers of the rows, counted from 0
     * @return the file, which the caller closes
     */
    Spool.SpooledFile copy(List<Long> numbers) throws SQLException {
        Spool.SpooledFile rejects = new Spool.SpooledFile(rejects());
        execute(statement("copy_rejects")
                .replace("<numbers>", numbers.stream().map(String::valueOf).collect(Collectors.joining(", "))));
        return rejects;
    }

    /** Returns the names in a column of keypoints, in the order of the file; a missing one is empty. */
    List<String> keypoints(String column) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet found =
                        statement.executeQuery(statement("keypoints").replace("<keypoint>", quoted(column, '"')))) {
            while (found.next()) {
                String name = found.getString("keypoint");
                names.add(name == null ? "" : name);
            }
        }
        return names;
    }

    /** Returns a keypoint that several rows with the same keys have; null if there is none. */
    @Nullable
    String repeatedKeypoint(String column, List<String> keys) throws SQLException {
        String sql = statement("find_repeated_keypoint")
                .replace("<keypoint>", quoted(column, '"'))
                .replace("<keys>", quoted(keys));
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            return found.next() ? found.getString("keypoint") : null;
        }
    }

    /** Joins the rows of each animal and frame, with a column for each value of each keypoint; from then on these are read. */
    void joinKeypoints(KeypointRows rows, List<String> keypoints) throws SQLException {
        List<String> values = new ArrayList<>();
        for (String keypoint : keypoints) {
            for (String value : rows.values()) {
                values.add("max(%s) FILTER (WHERE %s = %s) AS %s"
                        .formatted(
                                quoted(value, '"'),
                                quoted(rows.keypoint(), '"'),
                                quoted(keypoint, '\''),
                                quoted(FileColumn.nameOfKeypoint(keypoint, value), '"')));
            }
        }
        execute(statement("join_keypoints")
                .replace("<values>", String.join(", ", values))
                .replace("<keys>", quoted(rows.keys())));
        rowsAre = joined();
    }

    private static String quoted(List<String> columns) {
        return columns.stream().map(column -> quoted(column, '"')).collect(Collectors.joining(", "));
    }

    private Path joined() {
        return file.path().resolveSibling(file.path().getFileName() + ".joined");
    }

    /** Returns the path to which {@link #copy} writes. */
    Path rejects() {
        return file.path().resolveSibling(file.path().getFileName() + ".rejects");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private String statement(String name) {
        Map<String, String> paths =
                Map.of("<file>", quoted(rowsAre), "<rejects>", quoted(rejects()), "<joined>", quoted(joined()));
        String sql = read(name);
        for (Map.Entry<String, String> path : paths.entrySet()) {
            sql = sql.replace(path.getKey(), path.getValue());
        }
        return sql;
    }

    private static String read(String name) {
        String path = FOLDER + name + ".sql";
        try (InputStream resource = ParquetFile.class.getResourceAsStream(path)) {
            if (resource == null) {
                throw new IllegalStateException("The resource " + path + " is missing");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("--"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(Path path) {
        return quoted(path.toString(), '\'');
    }

    private static String quoted(String text, char quote) {
        return quote + text.replace(String.valueOf(quote), String.valueOf(quote) + quote) + quote;
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException e) {
            LOG.warn("The reader of a Parquet file could not be closed", e);
        }
        new Spool.SpooledFile(joined()).close();
        file.close();
    }
}
