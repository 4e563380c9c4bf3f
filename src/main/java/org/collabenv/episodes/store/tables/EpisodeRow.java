package org.collabenv.episodes.store.tables;

import java.time.LocalDateTime;
import org.collabenv.episodes.trajectory.AgentLabels;
import org.collabenv.episodes.trajectory.ObservationKeys;
import org.collabenv.episodes.trajectory.StoredEpisode;
import org.jspecify.annotations.Nullable;

/**
 * An episode's row, with the facts and the receipt of its load. The facts and the receipt are null if another program
 * stored the episode, and in pages of episodes.
 *
 * @param frameRate frames per second; null if another program stored the episode without it
 * @param createdAt in the database's time zone
 * @param observations observations that the load stored
 * @param extendedProperties property values that the load stored
 * @param timeOrigin the time of frame 0; null if the episode was loaded by frame numbers
 * @param velocity how the velocities were computed from the positions; null if they were not
 * @param receipt the receipt as JSON
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
        @Nullable Long observations,
        @Nullable Long extendedProperties,
        @Nullable String timeOrigin,
        @Nullable String velocity,
        @Nullable String receipt) {

    /** Returns the episode as one to which rows are added. */
    public StoredEpisode stored(AgentLabels labels, ObservationKeys keys) {
        return new StoredEpisode(
                episodeId,
                sessionId,
                episodeNumber,
                frameRate,
                timeOrigin,
                velocity,
                numFrames,
                numAgents,
                labels,
                keys);
    }
}
