package org.collabenv.episodes.store.rows;

/**
 * A column of wide rows.
 *
 * @param name the column of {@code observations} or the id of the property that it gives
 * @param kind the kind of its values
 * @param isProperty whether it gives a property
 * @param isDoubtful whether it has texts that could be taken for something else, such as {@code 007}
 */
public record RowColumn(String name, Kind kind, boolean isProperty, boolean isDoubtful) {

    /** The kinds of values. */
    public enum Kind {
        /** Whole numbers of 32 bits. */
        INTEGER,
        /** Numbers. */
        NUMBER,
        /** Lists of numbers as JSON. */
        LIST,
        /** Texts. */
        TEXT,
        /** Texts and numbers, as no load of this service stores them. */
        MIXED
    }

    static RowColumn ofObservation(String name, Kind kind) {
        return new RowColumn(name, kind, false, false);
    }
}
