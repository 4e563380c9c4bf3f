package org.collabenv.episodes.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.Rejects;
import org.duckdb.DuckDBDriver;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The records of a Parquet file, read by a DuckDB of its own that may open nothing else.
 *
 * <p>The file is on disk as long as this is open, since its footer has to be read first; its rows are streamed. Numbers
 * come as numbers; everything else comes as text, times in UTC.
 */
final class ParquetFeed implements RecordFeed {

    private static final Logger LOG = Logger.getLogger(ParquetFeed.class);

    private static final Set<String> NUMBERS = Set.of(
            "DOUBLE",
            "FLOAT",
            "TINYINT",
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "HUGEINT",
            "UTINYINT",
            "USMALLINT",
            "UINTEGER",
            "UBIGINT",
            "UHUGEINT");
    private static final String MEDIA_TYPE = "application/vnd.apache.parquet";

    /** The column that DuckDB adds on request: a row's place in its file, from 0 on. */
    private static final String ROW_NUMBER = "file_row_number";

    /** Their numbers go into one statement. */
    private static final int MOST_REJECTED = 100_000;

    private static final String DECIMAL = "DECIMAL";
    private static final String LIST = "[]";
    private static final String OUT_OF_MEMORY = "Out of Memory Error";
    private static final char[] NO_TEXT = {};

    private final Spool.SpooledFile file;
    private final Connection database;
    private final List<FileColumn> columns = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private boolean[] asNumbers = {};
    private @Nullable ResultSet rows;
    private final Limits limits;
    private final boolean keepsRejects;
    private final List<Long> rejected = new ArrayList<>();
    private long row;

    private ParquetFeed(Spool.SpooledFile file, Connection database, Limits limits, boolean keepsRejects) {
        this.file = file;
        this.database = database;
        this.limits = limits;
        this.keepsRejects = keepsRejects;
    }

    /**
     * Takes the file in and reads its schema.
     *
     * @param keepsRejects whether the rows that are left out are wanted
     * @throws IngestException if it is no Parquet file, or too large
     * @throws IOException if the upload breaks
     */
    static ParquetFeed open(InputStream content, Spool spool, String memoryLimit, Limits limits, boolean keepsRejects)
            throws IOException {
        Spool.SpooledFile file = spool.write(content);
        boolean opened = false;
        try {
            ParquetFeed feed = new ParquetFeed(file, database(file, memoryLimit), limits, keepsRejects);
            try {
                feed.describe();
                opened = true;
                return feed;
            } finally {
                if (!opened) {
                    feed.closeDatabase();
                }
            }
        } catch (SQLException e) {
            throw broken(e);
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    private static Connection database(Spool.SpooledFile file, String memoryLimit) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", memoryLimit);
        // One thread: more would each hold a row group's pages, and the load waits for its database anyway.
        settings.setProperty("threads", "1");
        settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", settings);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET allowed_paths = [" + quoted(file.path()) + ", " + quoted(rejects(file)) + "]");
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private void describe() throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet described = statement.executeQuery("DESCRIBE SELECT * FROM " + table())) {
            while (described.next()) {
                if (columns.size() == limits.columns()) {
                    throw Header.tooManyColumns(limits);
                }
                String type = described.getString("column_type");
                types.add(type);
                columns.add(new FileColumn(described.getString("column_name"), kind(type)));
            }
        }
        if (keepsRejects && columns.stream().anyMatch(column -> column.name().equalsIgnoreCase(ROW_NUMBER))) {
            throw new IngestException(
                    Problem.INVALID_HEADER,
                    "With on_error=skip_row no column of a Parquet file may be called '%s'".formatted(ROW_NUMBER));
        }
    }

    private static FileColumn.Kind kind(String type) {
        if (isNumber(type)) {
            return FileColumn.Kind.NUMBER;
        }
        boolean numbers = type.endsWith(LIST) && isNumber(type.substring(0, type.length() - LIST.length()));
        return numbers ? FileColumn.Kind.NUMBERS : FileColumn.Kind.TEXT;
    }

    private static boolean isNumber(String type) {
        return NUMBERS.contains(type) || (type.startsWith(DECIMAL) && !type.endsWith(LIST));
    }

    @Override
    public List<FileColumn> columns() {
        return columns.stream()
                .map(column -> new FileColumn(column.name().strip(), column.kind()))
                .toList();
    }

    @Override
    public RecordPlace place() {
        return RecordPlace.ROW;
    }

    @Override
    public void begin(boolean[] wantedAsNumbers) {
        asNumbers = wantedAsNumbers.clone();
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.add(cell(quoted(columns.get(i).name(), '"'), types.get(i), asNumbers[i]));
        }
        try {
            rows = database.createStatement().executeQuery("SELECT " + String.join(", ", cells) + " FROM " + table());
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private static String cell(String column, String type, boolean asNumber) {
        if (asNumber) {
            return "CAST(" + column + " AS DOUBLE)";
        }
        return switch (type) {
            // The digits are those of the double that it is read as, not the fewest that tell floats apart.
            case "FLOAT" -> "CAST(CAST(" + column + " AS DOUBLE) AS VARCHAR)";
            case "FLOAT[]" -> "CAST(CAST(" + column + " AS DOUBLE[]) AS VARCHAR)";
            // The instant in UTC, whatever the machine's time zone.
            case "TIMESTAMP WITH TIME ZONE" -> "CAST(make_timestamp_ns(epoch_ns(" + column + ")) AS VARCHAR) || 'Z'";
            default -> "CAST(" + column + " AS VARCHAR)";
        };
    }

    @Override
    public boolean next(CellSink sink) throws IOException {
        ResultSet open = rows;
        if (open == null) {
            throw new IllegalStateException("The file has not been begun");
        }
        try {
            if (!open.next()) {
                return false;
            }
            row++;
            sink.begin(row);
            long length = 0;
            for (int i = 0; i < asNumbers.length; i++) {
                if (asNumbers[i]) {
                    double value = open.getDouble(i + 1);
                    sink.number(i, open.wasNull() ? Double.NaN : value);
                } else {
                    String text = open.getString(i + 1);
                    char[] cell = text == null ? NO_TEXT : text.toCharArray();
                    length += cell.length;
                    requireLength(cell.length, limits.cellLength(), "A cell of row %d", "cell-length");
                    requireLength(length, limits.lineLength(), "Row %d", "line-length");
                    sink.text(i, cell, 0, cell.length);
                }
            }
            sink.end(asNumbers.length, 1);
            return true;
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private void requireLength(long length, int most, String what, String setting) {
        if (length > most) {
            throw Limits.exceeded(what.formatted(row) + " has more than %d characters".formatted(most), setting);
        }
    }

    private String table() {
        return "read_parquet(" + quoted(file.path()) + ")";
    }

    private static Path rejects(Spool.SpooledFile file) {
        return file.path().resolveSibling(file.path().getFileName() + ".rejects");
    }

    @Override
    public void header(long firstPlace) {
        // The columns are the rejects' own.
    }

    @Override
    public void reject(long place, int places) {
        if (rejected.size() == MOST_REJECTED) {
            throw Limits.exceeded(
                    "More than %d rows of a Parquet file are rejected".formatted(MOST_REJECTED), "rejects");
        }
        if (keepsRejects) {
            rejected.add(place - 1);
        }
    }

    @Override
    public void release(long place) {
        // The file is on disk as long as it is open.
    }

    /** A Parquet file of the same columns, which DuckDB writes: every value stays what it was. */
    @Override
    public @Nullable Rejects rejects() {
        if (rejected.isEmpty()) {
            return null;
        }
        String numbers = rejected.stream().map(String::valueOf).collect(Collectors.joining(", "));
        try (Spool.SpooledFile written = new Spool.SpooledFile(rejects(file));
                RejectsBuffer buffer = new RejectsBuffer(limits.rejects());
                Statement statement = database.createStatement()) {
            statement.execute(
                    "COPY (SELECT * EXCLUDE (%s) FROM read_parquet(%s, file_row_number = true) WHERE %s IN (%s)) TO %s (FORMAT parquet)"
                            .formatted(ROW_NUMBER, quoted(file.path()), ROW_NUMBER, numbers, quoted(written.path())));
            Files.copy(written.path(), buffer);
            return new Rejects(MEDIA_TYPE, rejected.size(), buffer.finish());
        } catch (SQLException | IOException e) {
            // The file itself has just been read to its end.
            throw Spool.full(rejects(file), e);
        }
    }

    private static String quoted(Path path) {
        return quoted(path.toString(), '\'');
    }

    private static String quoted(String text, char quote) {
        return quote + text.replace(String.valueOf(quote), String.valueOf(quote) + quote) + quote;
    }

    private static IngestException broken(SQLException e) {
        if (String.valueOf(e.getMessage()).contains(OUT_OF_MEMORY)) {
            return new IngestException(
                    Problem.TOO_LARGE,
                    "The Parquet file needs more memory to be read than is allowed here (episodes.source.parquet-memory-limit)",
                    e);
        }
        return new IngestException(
                Problem.BROKEN_FILE,
                "The file begins like Parquet, but cannot be read as such: it is broken or cut off",
                e);
    }

    @Override
    public void close() {
        closeDatabase();
        file.close();
    }

    private void closeDatabase() {
        try {
            database.close();
        } catch (SQLException e) {
            LOG.warn("The reader of a Parquet file could not be closed", e);
        }
    }
}
