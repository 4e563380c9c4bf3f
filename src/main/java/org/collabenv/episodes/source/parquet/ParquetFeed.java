package org.collabenv.episodes.source.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.collabenv.episodes.source.bytes.Spool;
import org.collabenv.episodes.source.feed.CellSink;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.feed.RecordFeed;
import org.collabenv.episodes.source.feed.RecordPlace;
import org.collabenv.episodes.source.feed.RejectsBuffer;
import org.collabenv.episodes.source.options.ExportNote;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.Rejects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a Parquet file with a DuckDB of its own.
 *
 * <p>The file is on disk while the feed is open, since its index is at its end; its rows are streamed. Numbers are
 * handed out as numbers, everything else as text, and times in UTC.
 */
public final class ParquetFeed implements RecordFeed {

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

    /** The types whose values may have more digits than a double keeps; they are handed out as text. */
    private static final Set<String> EXACT_WHOLE_NUMBERS = Set.of("BIGINT", "UBIGINT", "HUGEINT", "UHUGEINT");

    private static final String MEDIA_TYPE = "application/vnd.apache.parquet";

    /** The column that DuckDB adds on request: a row's number in its file, counted from 0. */
    private static final String ROW_NUMBER = "file_row_number";

    /** The maximum number of rejected rows, whose numbers are all put into one statement. */
    private static final int MOST_REJECTED = 100_000;

    private static final Pattern UNSUPPORTED = Pattern.compile(
            "encrypt|[Uu]nsupported|not (?:yet )?(?:supported|implemented)|[Uu]nknown (?:codec|encoding)");

    private static final String DECIMAL = "DECIMAL";
    private static final String LIST = "[]";
    private static final String OUT_OF_MEMORY = "Out of Memory Error";
    private static final char[] NO_TEXT = {};

    private final ParquetFile file;
    private final List<ParquetFile.Column> columns;
    private final List<String> keypoints;
    private final Optional<ExportNote> note;
    private final Limits limits;
    private final boolean keepsRejects;
    private final List<Long> rejected = new ArrayList<>();
    private boolean[] asNumbers = {};
    private @Nullable ResultSet rows;
    private final long size;
    private long row;
    private long decoded;

    /** @param keypoints the keypoints whose coordinates are in columns of their own */
    private ParquetFeed(
            ParquetFile file,
            List<ParquetFile.Column> columns,
            List<String> keypoints,
            Optional<ExportNote> note,
            Limits limits,
            boolean keepsRejects)
            throws IOException {
        this.note = note;
        this.keypoints = keypoints;
        this.file = file;
        this.size = file.size();
        this.columns = columns;
        this.limits = limits;
        this.keepsRejects = keepsRejects;
    }

    /**
     * Spools the file and reads its schema.
     *
     * @param keepsRejects whether the rejected rows are kept
     * @throws IngestException if the file is not valid Parquet, or exceeds a limit
     * @throws IOException if the upload breaks
     */
    public static ParquetFeed open(
            InputStream content, Spool spool, String memoryLimit, Limits limits, boolean keepsRejects)
            throws IOException {
        try {
            ParquetFile file = ParquetFile.open(spool.write(content), memoryLimit);
            boolean opened = false;
            try {
                List<ParquetFile.Column> columns = file.columns();
                requireDistinct(file.names());
                requireUsable(columns, limits, keepsRejects);
                file.requireChecksums();
                Optional<ExportNote> note = file.note();
                Optional<KeypointRows> keypointRows = KeypointRows.of(columns);
                List<String> keypoints =
                        keypointRows.isPresent() ? keypointRows.get().join(file, limits) : List.of();
                ParquetFeed feed = new ParquetFeed(
                        file, keypoints.isEmpty() ? columns : file.columns(), keypoints, note, limits, keepsRejects);
                opened = true;
                return feed;
            } catch (SQLException e) {
                throw refusal(file, e);
            } finally {
                if (!opened) {
                    file.close();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The reader of Parquet files cannot be started", e);
        }
    }

    private static void requireUsable(List<ParquetFile.Column> columns, Limits limits, boolean keepsRejects) {
        if (columns.size() > limits.columns()) {
            throw limits.tooManyColumns();
        }
        if (keepsRejects && columns.stream().anyMatch(column -> column.name().equalsIgnoreCase(ROW_NUMBER))) {
            throw new IngestException(
                    Problem.INVALID_HEADER,
                    "With on_error=skip_row no column of a Parquet file may be called '%s'".formatted(ROW_NUMBER));
        }
    }

    /** Refuses names that differ in case only: DuckDB would rename one of them, and read the wrong one. */
    private static void requireDistinct(List<String> names) {
        Map<String, String> seen = new HashMap<>();
        for (String name : names) {
            String other = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            if (other != null) {
                throw new IngestException(
                        Problem.INVALID_HEADER,
                        "The Parquet file has the columns '%s' and '%s', whose names are the same or differ in case only: rename one of them"
                                .formatted(other, name));
            }
        }
    }

    private static FileColumn.Kind kind(String type) {
        if (EXACT_WHOLE_NUMBERS.contains(type)) {
            return FileColumn.Kind.UNDECLARED;
        }
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
                .map(column -> new FileColumn(
                        column.name().strip(), kind(column.type()), column.unit(), keypoint(column.name())))
                .toList();
    }

    private @Nullable String keypoint(String column) {
        return keypoints.stream()
                .filter(keypoint -> column.startsWith(FileColumn.prefixOfKeypoint(keypoint)))
                .max(Comparator.comparingInt(String::length))
                .orElse(null);
    }

    @Override
    public Optional<ExportNote> note() {
        return note;
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
            cells.add(ParquetFile.cell(columns.get(i), asNumbers[i]));
        }
        try {
            rows = file.rows(cells);
        } catch (SQLException e) {
            throw refusal(file, e);
        }
    }

    @Override
    public boolean next(CellSink sink) throws IOException {
        ResultSet open = rows;
        if (open == null) {
            throw new IllegalStateException("begin was not called before the first record");
        }
        try {
            if (!open.next()) {
                return false;
            }
            row++;
            sink.begin(row, 0);
            decoded += handOut(open, sink);
            // A few pages can stand for any number of rows.
            limits.requireGrowth(decoded, size);
            sink.end(asNumbers.length, 1);
            return true;
        } catch (SQLException e) {
            throw refusal(file, e);
        }
    }

    /** Hands out the cells of a row, and returns how many bytes they are. */
    private long handOut(ResultSet open, CellSink sink) throws SQLException {
        long length = 0;
        long bytes = 0;
        for (int i = 0; i < asNumbers.length; i++) {
            if (asNumbers[i]) {
                double value = open.getDouble(i + 1);
                sink.number(i, open.wasNull() ? Double.NaN : value);
                bytes += Double.BYTES;
            } else {
                String text = open.getString(i + 1);
                char[] cell = text == null ? NO_TEXT : text.toCharArray();
                length += cell.length;
                requireLength(cell.length, limits.cellLength(), "A cell of row %d", "cell-length");
                requireLength(length, limits.lineLength(), "Row %d", "line-length");
                sink.text(i, cell, 0, cell.length);
            }
        }
        // Even an empty cell counts, as a delimiter does in text.
        return bytes + length + asNumbers.length;
    }

    private void requireLength(long length, int most, String what, String setting) {
        if (length > most) {
            throw Limits.exceeded(what.formatted(row) + " has more than %d characters".formatted(most), setting);
        }
    }

    @Override
    public void header(long firstPlace) {
        // The columns of the rejects are their header.
    }

    @Override
    public void reject(long place, int part, int places) {
        if (keepsRejects && rejected.size() == MOST_REJECTED) {
            throw new IngestException(
                    Problem.TOO_LARGE,
                    "More than %d rows of a Parquet file are rejected, which is the most that can be kept; nothing was stored. Lower max_errors, or send the rows as text"
                            .formatted(MOST_REJECTED));
        }
        if (keepsRejects) {
            rejected.add(place - 1);
        }
    }

    @Override
    public void release(long place) {
        // The file is on disk while the feed is open.
    }

    /** Returns a Parquet file with the same columns, which DuckDB writes; all values are unchanged. */
    @Override
    public @Nullable Rejects rejects() {
        if (rejected.isEmpty()) {
            return null;
        }
        try (Spool.SpooledFile written = file.copy(rejected);
                RejectsBuffer buffer = new RejectsBuffer(limits.rejects())) {
            Files.copy(written.path(), buffer);
            return new Rejects(MEDIA_TYPE, rejected.size(), buffer.finish());
        } catch (SQLException | IOException e) {
            // The file itself has just been read to its end, so the disk is the reason.
            throw Spool.full(e);
        }
    }

    private static IngestException refusal(ParquetFile file, SQLException e) {
        if (String.valueOf(e.getMessage()).contains(OUT_OF_MEMORY)) {
            return new IngestException(
                    Problem.TOO_LARGE,
                    "Reading the Parquet file needs more memory than is allowed here (episodes.source.parquet-memory-limit)",
                    e);
        }
        String reason = file.reason(e);
        if (UNSUPPORTED.matcher(reason).find()) {
            return new IngestException(
                    Problem.UNSUPPORTED_FORMAT,
                    "The Parquet file is written in a way that is not read here: %s. Write it without encryption, compressed with zstd or snappy, and with the usual encodings"
                            .formatted(reason),
                    e);
        }
        return new IngestException(
                Problem.BROKEN_FILE,
                "The file begins like Parquet, but cannot be read as such, it is damaged or cut off: " + reason,
                e);
    }

    @Override
    public void close() {
        file.close();
    }
}
