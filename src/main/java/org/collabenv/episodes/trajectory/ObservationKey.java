package org.collabenv.episodes.trajectory;

/**
 * The key of an observation within its episode.
 *
 * @param timeIndex the frame number
 */
public record ObservationKey(int timeIndex, int agentId, String agentTypeId) {}
