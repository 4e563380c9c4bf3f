package org.collabenv.episodes.source.feed;

import org.jspecify.annotations.Nullable;

/**
 * A column as the file declares it.
 *
 * @param name its name, without the blanks around it; may be empty
 * @param kind the declared kind of its values
 * @param unit the declared unit of its values; null if the file declares none
 * @param keypoint the body part or marker to which the file assigns it; null if it assigns it to none
 */
public record FileColumn(
        String name,
        Kind kind,
        @Nullable String unit,
        @Nullable String keypoint) {

    /** The endings of the columns of a keypoint, behind its name. */
    public static final String KEYPOINT_X = "_x";

    public static final String KEYPOINT_Y = "_y";
    public static final String KEYPOINT_Z = "_z";
    public static final String KEYPOINT_CONFIDENCE = "_confidence";

    /** Creates a column that belongs to no keypoint. */
    public FileColumn(String name, Kind kind, @Nullable String unit) {
        this(name, kind, unit, null);
    }

    /** Creates a column without a declared unit. */
    public FileColumn(String name, Kind kind) {
        this(name, kind, null);
    }

    /**
     * Creates a column of a keypoint.
     *
     * @param ending says what it is of the keypoint, such as {@link #KEYPOINT_X}
     */
    public static FileColumn ofKeypoint(String keypoint, String ending, Kind kind) {
        return new FileColumn(keypoint + ending, kind, null, keypoint);
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
        PART,
        /** Nothing: the file holds it beside what its rows consist of. */
        LEFT_OUT
    }
}
