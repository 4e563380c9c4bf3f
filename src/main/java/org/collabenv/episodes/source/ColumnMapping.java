package org.collabenv.episodes.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an upload says its columns become; it overrides the table of names.
 *
 * @param targets for each column, by its name in the file, what it becomes
 */
public record ColumnMapping(Map<String, Target> targets) {

    /** Nothing is said. */
    public static final ColumnMapping NONE = new ColumnMapping(Map.of());

    public ColumnMapping {
        targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
    }

    /** How a column's cells are to be read. */
    public enum Reading {
        /** A property of text, whatever its first values look like. */
        STRING,
        /** A property of numbers. */
        FLOAT,
        /** A property of lists of numbers. */
        VECTOR,
        /** Agents named by labels, whatever they look like. */
        LABELS,
        /** Times that are whole frame numbers. */
        FRAMES,
        /** Times in that unit. */
        SECONDS,
        MILLISECONDS,
        MICROSECONDS,
        NANOSECONDS;

        /** Whether only a property can be read so. */
        boolean isOfAProperty() {
            return switch (this) {
                case STRING, FLOAT, VECTOR -> true;
                case LABELS, FRAMES, SECONDS, MILLISECONDS, MICROSECONDS, NANOSECONDS -> false;
            };
        }

        static Optional<Reading> of(String word) {
            for (Reading reading : values()) {
                if (reading.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return Optional.of(reading);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * What one column becomes.
     *
     * @param name a column of {@code observations}, one of the names for it, or a property; empty to keep the column's
     *     own name as a property, or to drop it if no reading is given either
     * @param reading how to read its cells; null to tell it by them
     */
    public record Target(String name, @Nullable Reading reading) {

        /** Reads {@code name}, {@code name:reading} or {@code :reading}; a colon before anything else is the name's. */
        public static Target parse(String text) {
            int colon = text.lastIndexOf(':');
            if (colon >= 0) {
                Optional<Reading> reading =
                        Reading.of(text.substring(colon + 1).strip().toLowerCase(Locale.ROOT));
                if (reading.isPresent()) {
                    return new Target(text.substring(0, colon).strip(), reading.get());
                }
            }
            return new Target(text.strip(), null);
        }

        boolean drops() {
            return name.isEmpty() && reading == null;
        }
    }
}
