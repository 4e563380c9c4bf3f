package org.collabenv.episodes.source.feed;

import org.jspecify.annotations.Nullable;

/**
 * A column as the file declares it.
 *
 * @param name its name, without the blanks around it; may be empty
 * @param kind the declared kind of its values
 * @param unit the declared unit of its values; null if the file declares none
 */
public record FileColumn(String name, Kind kind, @Nullable String unit) {

    /** Creates a column without a declared unit. */
    public FileColumn(String name, Kind kind) {
        this(name, kind, null);
    }

    /** The kind of a column's values, as the file declares it. */
    public enum Kind {
        /** The file declares nothing; the kind is detected from the values. */
        UNDECLARED,
        /** Numbers. */
        NUMBER,
        /** Lists of numbers. */
        NUMBERS,
        /** Anything else, handed out as text. */
        TEXT,
        /** Nothing: its values are in a column that is joined from several. */
        PART
    }
}
