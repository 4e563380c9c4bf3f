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
 * @param agentTypes agent types of a file; each that is new becomes a definition, which all labs see
 * @param agents agents of an episode, counted per type; each costs some hundred bytes during the load
 * @param keyMemory bytes of memory for the keys by which repeated rows are found
 * @param decompressedSize bytes of a file after decompression
 * @param compressionRatio bytes after decompression for each byte received
 * @param zstdWindow bytes of the window that a zstd file may ask for; the decoder allocates them
 * @param rejects bytes of rejected rows that are kept for one upload
 */
public record Limits(
        int columns,
        int cellLength,
        int lineLength,
        int agents,
        int agentTypes,
        long keyMemory,
        long decompressedSize,
        int compressionRatio,
        long zstdWindow,
        long rejects) {

    private static final String PREFIX = "episodes.source.limits.";

    /** The number of bytes after decompression up to which any ratio is harmless. */
    private static final long RATIO_COUNTS_FROM = 16 << 20;

    /** The smallest window that the format knows, in bytes. */
    private static final long SMALLEST_WINDOW = 1 << 10;

    /** @throws IllegalStateException if a value cannot be a limit; the message names the setting */
    public Limits {
        requirePositive("columns", columns);
        requirePositive("cell-length", cellLength);
        requirePositive("line-length", lineLength);
        requirePositive("agents", agents);
        requirePositive("agent-types", agentTypes);
        requirePositive("compression-ratio", compressionRatio);
        if (zstdWindow < SMALLEST_WINDOW) {
            throw new IllegalStateException(
                    "%szstd-window=%d is wrong: at least %d is needed".formatted(PREFIX, zstdWindow, SMALLEST_WINDOW));
        }
    }

    private static void requirePositive(String setting, int value) {
        if (value < 1) {
            throw new IllegalStateException("%s%s=%d is wrong: at least 1 is needed".formatted(PREFIX, setting, value));
        }
    }

    /**
     * Refuses a file that has become too large for what was received.
     *
     * @param bytes bytes so far, after decompression and decoding
     * @param received bytes of the upload so far
     */
    public void requireGrowth(long bytes, long received) {
        if (bytes > decompressedSize) {
            throw exceeded(
                    "The file has more than %d bytes after decompression".formatted(decompressedSize),
                    "decompressed-size");
        }
        if (bytes > RATIO_COUNTS_FROM && bytes / compressionRatio > received) {
            throw exceeded(
                    "The file is more than %d times larger than what was received (%d bytes from %d)"
                            .formatted(compressionRatio, bytes, received),
                    "compression-ratio");
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
