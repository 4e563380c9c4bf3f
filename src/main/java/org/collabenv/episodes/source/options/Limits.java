package org.collabenv.episodes.source.options;

import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/**
 * The limits of a file, configured as {@code episodes.source.limits.*}. Each limits memory, or the time for which a
 * hostile file can remain unnoticed.
 *
 * @param columns columns of a file; each costs some kilobytes during the load
 * @param cellLength characters of one cell, so that a missing quote cannot collect the rest of the file
 * @param lineLength characters of the cells of one record
 * @param agents agents of an episode, counted per type; each costs some hundred bytes during the load
 * @param decompressedSize bytes of a file after decompression
 * @param compressionRatio bytes after decompression for each byte received
 * @param rejects bytes of rejected rows that are kept for one upload
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

    /** @throws IllegalStateException if a value cannot be a limit; the message names the setting */
    public Limits {
        requirePositive("columns", columns);
        requirePositive("cell-length", cellLength);
        requirePositive("line-length", lineLength);
        requirePositive("agents", agents);
        requirePositive("compression-ratio", compressionRatio);
    }

    private static void requirePositive(String setting, int value) {
        if (value < 1) {
            throw new IllegalStateException("%s%s=%d is wrong: at least 1 is needed".formatted(PREFIX, setting, value));
        }
    }

    /** Returns the refusal of a file that has more columns than allowed. */
    public IngestException tooManyColumns() {
        return exceeded("The file has more than %d columns".formatted(columns), "columns");
    }

    /** Returns the refusal of a file that exceeds a limit; the message names the setting. */
    public static IngestException exceeded(String what, String setting) {
        return new IngestException(Problem.TOO_LARGE, "%s (%s%s); nothing was stored".formatted(what, PREFIX, setting));
    }
}
