package org.collabenv.episodes.export;

import static org.collabenv.episodes.store.DatabaseFailures.translating;
import static org.collabenv.episodes.store.DatabaseFailures.translatingCommand;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.collabenv.episodes.store.rows.RowColumn;
import org.collabenv.episodes.store.rows.WideRow;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/**
 * Writes a Parquet file with a DuckDB of its own, which keeps on the disk, beside the file, what its memory does not hold of the
 * rows.
 */
final class ParquetRows implements RowWriter, AutoCloseable {

    private static final String TABLE = "observations";

    private final ExportedColumns exported;
    private final Path file;
    private final Map<String, String> metadata;
    private final Connection database;
    private final DuckDBAppender rows;

    private ParquetRows(
            ExportedColumns exported,
            Path file,
            Map<String, String> metadata,
            Connection database,
            DuckDBAppender rows) {
        this.exported = exported;
        this.file = file;
        this.metadata = metadata;
        this.database = database;
        this.rows = rows;
    }

    /**
     * Begins a file.
     *
     * @param file the file that is written after the last row
     * @param metadata the file's metadata by key, without quotes in the keys and single quotes in the values
     * @param memoryLimit the memory that the DuckDB may use in addition to the heap
     */
    static ParquetRows begin(ExportedColumns exported, Path file, Map<String, String> metadata, String memoryLimit) {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", memoryLimit);
        settings.setProperty("temp_directory", file + ".rows");
        return translating(() -> {
            Connection database = new DuckDBDriver().connect("jdbc:duckdb:", settings);
            boolean begun = false;
            try (Statement statement = database.createStatement()) {
                statement.execute("CREATE TABLE %s (%s)".formatted(TABLE, columns(exported)));
                DuckDBAppender rows =
                        database.unwrap(DuckDBConnection.class).createAppender(DuckDBConnection.DEFAULT_SCHEMA, TABLE);
                begun = true;
                return new ParquetRows(exported, file, metadata, database, rows);
            } finally {
                if (!begun) {
                    database.close();
                }
            }
        });
    }

    private static String columns(ExportedColumns exported) {
        List<String> columns = new ArrayList<>();
        if (exported.hasEpisode()) {
            columns.add(ExportedColumns.EPISODE + " VARCHAR");
        }
        for (int i = 0; i < exported.names().size(); i++) {
            columns.add("\"%s\" %s"
                    .formatted(exported.names().get(i), type(exported.rows().get(i))));
        }
        return String.join(", ", columns);
    }

    private static String type(RowColumn column) {
        return switch (column.kind()) {
            case INTEGER -> "INTEGER";
            case NUMBER -> "DOUBLE";
            case LIST, TEXT, MIXED -> "VARCHAR";
        };
    }

    @Override
    public void write(String episode, WideRow row) {
        translatingCommand(() -> append(episode, row));
    }

    private void append(String episode, WideRow row) throws SQLException {
        rows.beginRow();
        if (exported.hasEpisode()) {
            rows.append(episode);
        }
        for (int i = 0; i < exported.rows().size(); i++) {
            switch (exported.rows().get(i).kind()) {
                case INTEGER -> rows.append(row.integer(i));
                case NUMBER -> append(row.number(i));
                case LIST, TEXT, MIXED -> append(row.text(i));
            }
        }
        rows.endRow();
    }

    private void append(double value) throws SQLException {
        if (Double.isNaN(value)) {
            rows.appendNull();
        } else {
            rows.append(value);
        }
    }

    private void append(@Nullable String value) throws SQLException {
        if (value == null) {
            rows.appendNull();
        } else {
            rows.append(value);
        }
    }

    @Override
    public void end() {
        String pairs = metadata.entrySet().stream()
                .map(pair -> "\"%s\": '%s'".formatted(pair.getKey(), pair.getValue()))
                .collect(Collectors.joining(", "));
        translatingCommand(() -> {
            rows.close();
            try (Statement statement = database.createStatement()) {
                statement.execute("COPY %s TO '%s' (FORMAT parquet, KV_METADATA {%s})"
                        .formatted(TABLE, file.toString().replace("'", "''"), pairs));
            }
        });
    }

    @Override
    public void close() {
        translatingCommand(database::close);
    }
}
