package org.collabenv.episodes.source.feed;

/**
 * A column as the file has it.
 *
 * @param name its name, without blanks around it; may be empty
 * @param kind what the file says that its values are
 */
public record FileColumn(String name, Kind kind) {

    /** What a file says of a column's values. */
    public enum Kind {
        /** It says nothing: the values tell. */
        UNDECLARED,
        /** Numbers. */
        NUMBER,
        /** Lists of numbers. */
        NUMBERS,
        /** Anything else, as text. */
        TEXT
    }
}
