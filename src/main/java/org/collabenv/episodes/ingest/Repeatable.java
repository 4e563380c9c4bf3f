package org.collabenv.episodes.ingest;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** A receipt that is given again when its upload is repeated. */
interface Repeatable<R> {

    String COMPLETED = "completed";
    String DRY_RUN = "dry_run";

    /** {@link #COMPLETED} or {@link #DRY_RUN}. */
    String status();

    /** Whether the same upload was in already. */
    boolean duplicate();

    /** The episode that it is about. */
    String episodeId();

    /** Rows that the database says it took into {@code observations}. */
    long rowsStored();

    /** Rows that the database says it took into {@code extended_properties}. */
    long valuesStored();

    /** Rows of the file that were left out. */
    long rowsRejected();

    /** The same receipt for an upload that repeats it. */
    R asDuplicate();

    /** Whether it tells of something that this very upload has stored. */
    @JsonIgnore
    default boolean isStored() {
        return !duplicate() && status().equals(COMPLETED);
    }
}
