package org.collabenv.episodes.trajectory;

/**
 * The frames of an episode.
 *
 * @param first the lowest frame number with an observation
 * @param last the highest one
 * @param distinct how many frames have an observation
 */
public record FrameRange(int first, int last, int distinct) {}
