package org.collabenv.episodes.trajectory;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that is allowed in a file and probably not meant.
 *
 * @param code its kind
 * @param count how often it was found
 * @param first where it was found first; null if it has no place
 * @param message what was found, and what to do
 * @param suggestions parameters to send the file again with; empty if nothing follows from the file
 */
public record Warning(Code code, long count, @Nullable String first, String message, List<Suggestion> suggestions) {

    /** The kinds of warnings. */
    public enum Code {
        /** Frames are missing within tracks. */
        FRAME_GAP,
        /** Steps are far beyond the usual. */
        JUMP,
        /** Velocities do not fit the steps. */
        VELOCITY_MISMATCH,
        /** A frame rate matters that nobody gave. */
        FRAME_RATE_ASSUMED,
        /** Times are off the grid of frames. */
        TIME_JITTER,
        /** Rows of an agent are not in the order of time. */
        UNSORTED,
        /** A property has one value only. */
        CONSTANT_PROPERTY,
        /** Rows give no position. */
        NOT_SEEN,
        /** Agents have few observations. */
        SHORT_TRACKS,
        /** The database checks foreign keys row by row. */
        FOREIGN_KEYS_PER_ROW;

        /** Returns the word in receipts, logs and metrics. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Warning {
        suggestions = List.copyOf(suggestions);
    }

    /** Creates a warning from which no parameter follows. */
    public Warning(Code code, long count, @Nullable String first, String message) {
        this(code, count, first, message, List.of());
    }
}
