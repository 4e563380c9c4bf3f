package org.collabenv.episodes.source;

/** What is done with a row whose every cell was good; it may still be found wrong. */
sealed interface RowEnd permits ObservationRows, AdditionRows {

    void end(int row, RowReport report);

    /** Looks at a full batch of so many rows. */
    default void endBatch(int size) {
        // Most have nothing to do there.
    }
}
