package org.collabenv.episodes.store;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An episode as its row says.
 *
 * @param frameRate frames per second; null where another program left it out
 * @param createdAt in the database's time zone
 * @param receipt the receipt of its load as JSON; null where another program loaded it, and in lists
 */
public record EpisodeRow(
        String episodeId,
        String sessionId,
        int episodeNumber,
        int numFrames,
        int numAgents,
        @Nullable Double frameRate,
        String filePath,
        @Nullable LocalDateTime createdAt,
        @Nullable String receipt) {}
