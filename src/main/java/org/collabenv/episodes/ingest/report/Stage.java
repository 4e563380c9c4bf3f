package org.collabenv.episodes.ingest.report;

import java.util.Locale;

/** The stages of a load, in order. */
public enum Stage {
    /** The time from the start of the request to the claim of the upload's id. */
    BEGIN,
    /** The time from there until the database has the last row. */
    RECEIVE_AND_COPY,
    /** The time from there to the last definition: the remaining rows, joins and counts. */
    FINISH,
    COMMIT;

    /** Returns the word in traces, for example {@code receive_and_copy}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
