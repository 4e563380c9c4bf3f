package org.collabenv.episodes.trajectory;

import org.jspecify.annotations.Nullable;

/**
 * The stored episode to which a file's rows are added.
 *
 * @param frameRate frames per second; null if another program stored the episode without it
 * @param timeOrigin the time of frame 0, as seconds or a timestamp; null if the episode was loaded by frame numbers or
 *     by another program
 * @param velocity how the velocities were computed from the positions, as {@link DerivedVelocity#text}; null if they were not
 * @param numFrames highest frame number + 1
 * @param numAgents distinct agent ids
 * @param labels the labels of its agents; none if their ids are whole numbers
 * @param keys the keys of its observations; the load adds its own. Empty if the load adds no observations
 */
public record StoredEpisode(
        String episodeId,
        String sessionId,
        int episodeNumber,
        @Nullable Double frameRate,
        @Nullable String timeOrigin,
        @Nullable String velocity,
        int numFrames,
        int numAgents,
        AgentLabels labels,
        ObservationKeys keys) {

    /** Returns the frame rate with which times are converted to frames. */
    public double effectiveFrameRate() {
        return frameRate == null ? Episode.DEFAULT_FRAME_RATE : frameRate;
    }

    /** Returns whether the frames were computed from times. */
    public boolean loadedByTimes() {
        return timeOrigin != null;
    }
}
