package org.collabenv.episodes.source.options;

import java.util.Locale;
import java.util.Optional;

/** The ways of reading a column's cells that a mapping can request: {@code column=target:word}. */
public enum ReadAs {
    /** A property of strings, whatever its first values look like. */
    STRING,
    /** A property of numbers. */
    FLOAT,
    /** A property of lists of numbers. */
    VECTOR,
    /** Agents named by labels, whatever they look like. */
    LABELS,
    /** Times that are whole frame numbers. */
    FRAMES,
    /** Times in this unit. */
    SECONDS,
    MILLISECONDS,
    MICROSECONDS,
    NANOSECONDS;

    /** Returns whether only a property can be read in this way. */
    public boolean isOfAProperty() {
        return switch (this) {
            case STRING, FLOAT, VECTOR -> true;
            case LABELS, FRAMES, SECONDS, MILLISECONDS, MICROSECONDS, NANOSECONDS -> false;
        };
    }

    /** Returns the word in a mapping, for example {@code seconds}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ReadAs> of(String word) {
        for (ReadAs readAs : values()) {
            if (readAs.word().equals(word)) {
                return Optional.of(readAs);
            }
        }
        return Optional.empty();
    }
}
