package org.collabenv.episodes.source;

import java.io.IOException;
import java.util.List;

/** The records of a file, one at a time. Owns what it reads through, but not the upload's stream. */
interface RecordFeed extends AutoCloseable {

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

    @Override
    void close();
}
