package org.collabenv.episodes.source;

import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/**
 * How much of anything a file may have. Each is there because something else grows with it: memory, or time in which
 * nobody would notice that the file is hostile.
 *
 * @param columns of a file; each costs some kilobytes while it loads
 * @param cellLength characters of one cell, so that a missing quote cannot collect the rest of the file
 * @param lineLength characters of the cells of one record
 * @param agents of an episode, counted per type; each costs some hundred bytes while it loads
 * @param decompressedSize bytes of a file behind its compression
 * @param compressionRatio how many times larger than what was received a file may become
 * @param rejects bytes of rejected rows that are kept of one upload
 */
public record Limits(
        int columns,
        int cellLength,
        int lineLength,
        int agents,
        long decompressedSize,
        int compressionRatio,
        long rejects) {

    private static final String PREFIX = "episodes.source.limits.";

    /**
     * The limits that are configured.
     *
     * @throws IllegalStateException naming the setting, if one cannot be a limit
     */
    public static Limits of(SourceConfig.LimitsConfig config) {
        return new Limits(
                positive("columns", config.columns()),
                positive("cell-length", config.cellLength()),
                positive("line-length", config.lineLength()),
                positive("agents", config.agents()),
                config.decompressedSize().asLongValue(),
                positive("compression-ratio", config.compressionRatio()),
                config.rejects().asLongValue());
    }

    private static int positive(String setting, int value) {
        if (value < 1) {
            throw new IllegalStateException("%s%s=%d is wrong: at least 1 is needed".formatted(PREFIX, setting, value));
        }
        return value;
    }

    /** The refusal of a file that is over a limit, which names the limit and its value. */
    static IngestException exceeded(String what, String setting) {
        return new IngestException(Problem.TOO_LARGE, "%s (%s%s); nothing was stored".formatted(what, PREFIX, setting));
    }
}
