package org.collabenv.episodes.source.check;

/**
 * The thresholds from which on the checks warn.
 *
 * @param jump a step is a jump if it is so many times the mean step of its agent and of all agents, and the next one is not
 * @param regularity the share of steps between the frames of an agent that are of the usual length, from which on longer ones
 *     are gaps
 * @param timeTolerance the distance of a time from its frame, in frames, from which on it is off the grid
 * @param timeShare the share of times that are off the grid
 * @param velocityTolerance the share by which velocities may differ from steps
 * @param shortTrack an agent with fewer observations has a short track
 * @param constantValues a property has so many values before it can be constant
 */
public record CheckThresholds(
        double jump,
        double regularity,
        double timeTolerance,
        double timeShare,
        double velocityTolerance,
        int shortTrack,
        int constantValues) {

    /** @throws IllegalStateException if a threshold is none; the message names its setting */
    public CheckThresholds {
        require("jump", jump, Double.MAX_VALUE);
        require("regularity", regularity, 1);
        require("time-tolerance", timeTolerance, 1);
        require("time-share", timeShare, 1);
        require("velocity-tolerance", velocityTolerance, 1);
        require("short-track", shortTrack, Integer.MAX_VALUE);
        require("constant-values", constantValues, Integer.MAX_VALUE);
    }

    private static void require(String setting, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalStateException("episodes.source.checks.%s=%s is wrong: a number from 0 to %s is expected"
                    .formatted(setting, value, most));
        }
    }
}
