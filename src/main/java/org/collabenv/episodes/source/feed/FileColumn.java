package org.collabenv.episodes.source.feed;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.collabenv.episodes.trajectory.Coordinate;
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

    private static final Map<String, String> CONFIDENCE = Map.of("likelihood", "confidence", "score", "confidence");

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
     * @param what what it is of the keypoint: {@code x}, {@code y}, {@code z}, or a word for its confidence or anything else
     */
    public static FileColumn ofKeypoint(String keypoint, String what, Kind kind) {
        return new FileColumn(nameOfKeypoint(keypoint, what), kind, null, keypoint);
    }

    /** Returns the name of a column of a keypoint, such as {@code nose_x} and {@code nose_confidence}. */
    public static String nameOfKeypoint(String keypoint, String what) {
        String word = what.toLowerCase(Locale.ROOT);
        return prefixOfKeypoint(keypoint) + CONFIDENCE.getOrDefault(word, word);
    }

    /** Returns the beginning of the names of a keypoint's columns: one called {@code v} would otherwise give the velocity. */
    public static String prefixOfKeypoint(String keypoint) {
        String prefix = keypoint + "_";
        boolean isTaken = Stream.of(Coordinate.values())
                .anyMatch(coordinate -> coordinate.column().startsWith(prefix));
        return isTaken ? "keypoint_" + prefix : prefix;
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
