package org.collabenv.episodes.source.feed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.collabenv.episodes.trajectory.Rejects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rejected records of a feed that does not hand out its file's own lines, as text with a record per line.
 *
 * <p>Each record is kept until it is released, since those of the sample are rejected after others have been read.
 */
public final class KeptRecords {

    private static final String CSV = "text/csv; charset=UTF-8";

    private final String mediaType;
    private final String header;
    private final RejectsBuffer buffer;
    private final Map<Key, String> kept = new HashMap<>();
    private long rejected;

    private record Key(long place, int part) {}

    /**
     * @param header the lines above the records
     * @param mostBytes the maximum number of bytes of the rejected records
     */
    public KeptRecords(String mediaType, String header, long mostBytes) {
        this.mediaType = mediaType;
        this.header = header;
        this.buffer = new RejectsBuffer(mostBytes);
    }

    /** Creates a buffer for records in CSV, below a header with the names of the columns. */
    public static KeptRecords inCsv(List<FileColumn> columns, long mostBytes) {
        return new KeptRecords(CSV, csv(columns.stream().map(FileColumn::name).toList()), mostBytes);
    }

    /** Returns a line of CSV. */
    public static String csv(List<String> cells) {
        return cells.stream().map(KeptRecords::quoted).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(String cell) {
        boolean isPlain = cell.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r' || c == '#');
        return isPlain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /** Keeps a record, with its line end, until it is released. */
    public void keep(long place, int part, String record) {
        kept.put(new Key(place, part), record);
    }

    /**
     * Keeps a record for good.
     *
     * @throws org.collabenv.episodes.trajectory.IngestException if the rejected records exceed the limit
     */
    public void reject(long place, int part) {
        String record = kept.get(new Key(place, part));
        if (record == null) {
            throw new IllegalStateException("The record %d.%d is not kept".formatted(place, part));
        }
        if (rejected == 0) {
            write(header);
        }
        write(record);
        rejected++;
    }

    private void write(String text) {
        try {
            buffer.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the buffer is memory
        }
    }

    /** Releases the records before a place. */
    public void release(long place) {
        kept.keySet().removeIf(key -> key.place() < place);
    }

    /** Returns the rejected records, after the last record has been read; null if there are none. */
    public @Nullable Rejects finish() {
        if (rejected == 0) {
            return null;
        }
        try {
            return new Rejects(mediaType, rejected, buffer.finish());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
