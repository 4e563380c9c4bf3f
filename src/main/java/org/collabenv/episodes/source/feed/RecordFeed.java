package org.collabenv.episodes.source.feed;

import java.io.IOException;
import java.util.List;
import org.collabenv.episodes.trajectory.Rejects;
import org.jspecify.annotations.Nullable;

/** The records of a file, one at a time. Owns what it reads through, but not the upload's stream. */
public interface RecordFeed extends AutoCloseable {

    /** The file's columns in its order. */
    List<FileColumn> columns();

    /** What its errors call the place of a record. */
    RecordPlace place();

    /**
     * Says, before the first record, which columns are wanted as numbers; only those that the file itself keeps as
     * numbers may be.
     */
    void begin(boolean[] asNumbers);

    /**
     * Hands the next record to a sink.
     *
     * @return false if there are no more, or the file cannot be read from here on, which the sink is told
     * @throws IOException if the upload breaks
     */
    boolean next(CellSink sink) throws IOException;

    /**
     * Says where the first record begins: what stands before it is the header of whatever is rejected.
     *
     * <p>What is rejected is only kept where the upload asked for it; otherwise this and the following do nothing.
     */
    void header(long firstPlace);

    /**
     * Keeps a record that is left out of the load.
     *
     * @param places how many it takes
     * @throws org.collabenv.episodes.trajectory.IngestException if there is more than may be kept
     */
    void reject(long place, int places);

    /** Says that nothing before that place will be rejected any more. */
    void release(long place);

    /** What was rejected, once there are no more records; null if nothing was. */
    @Nullable
    Rejects rejects();

    @Override
    void close();
}
