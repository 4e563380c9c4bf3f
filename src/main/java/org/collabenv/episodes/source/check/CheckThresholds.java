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
        int constantValues) {}
