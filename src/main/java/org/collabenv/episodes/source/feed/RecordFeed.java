package org.collabenv.episodes.source.feed;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.collabenv.episodes.source.options.ExportNote;
import org.collabenv.episodes.trajectory.Rejects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a file, one at a time. A feed owns the streams through which it reads, but not the upload's
 * stream.
 */
public interface RecordFeed extends AutoCloseable {

    /** Returns the columns of the file, in its order. */
    List<FileColumn> columns();

    /** Returns what the file itself says about how it is read. */
    default Optional<ExportNote> note() {
        return Optional.empty();
    }

    /** Returns how the place of a record is counted, for errors. */
    RecordPlace place();

    /**
     * Returns the name by which a person finds a cell in the file.
     *
     * @param column the position of its column
     * @param part the number of its record among those of its place
     */
    default String nameOf(int column, long place, int part) {
        return columns().get(column).name();
    }

    /**
     * Sets, before the first record, which columns are handed out as numbers; only columns that the file itself stores
     * as numbers can be.
     */
    void begin(boolean[] asNumbers);

    /**
     * Hands the next record to a sink.
     *
     * @return false if there are no more records, or if the file cannot be read any further, which is reported to the
     *     sink
     * @throws IOException if the upload breaks
     */
    boolean next(CellSink sink) throws IOException;

    /**
     * Sets the place of the first record: everything before it is the header of the rejected records.
     *
     * <p>Rejected records are kept only if the upload asks for it; otherwise this method and the following ones do
     * nothing.
     */
    void header(long firstPlace);

    /**
     * Keeps a record that is left out of the load.
     *
     * @param part the number of the record among those of its place
     * @param places the number of places that it takes
     * @throws org.collabenv.episodes.trajectory.IngestException if the rejected records exceed a limit
     */
    void reject(long place, int part, int places);

    /** Releases the records before a place: none of them will be rejected any more. */
    void release(long place);

    /** Returns the rejected records, after the last record has been read; null if there are none. */
    @Nullable
    Rejects rejects();

    @Override
    void close();
}
