package org.collabenv.episodes.ingest.report;

import java.util.Locale;

/** The stages of a load, in order. */
public enum Stage {
    /** From the slot to the claim of the upload's id. */
    BEGIN,
    /** From there to the last row at the database. */
    RECEIVE_AND_COPY,
    /** The end of the rows, joins, counts and definitions. */
    FINISH,
    COMMIT;

    /** Returns the word in traces, for example {@code receive_and_copy}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
