package org.collabenv.episodes.export;

import java.io.IOException;
import org.collabenv.episodes.store.rows.WideRow;

/** Writes rows to a file of one format. */
interface RowWriter {

    /**
     * Writes a row.
     *
     * @param episode the episode to which the row belongs; only written if the file has a column for it
     */
    void write(String episode, WideRow row) throws IOException;

    /** Writes what comes after the last row. */
    void end() throws IOException;
}
