package org.collabenv.episodes.store.summary;

import java.util.List;

/**
 * The numbers of values of a property in an episode that lie between edges of equal distance.
 *
 * @param values the number of its finite values, which is the sum of all counts
 * @param notFinite the number of its infinite values, which are in no bin
 * @param edges the edges of the bins in ascending order, one more than there are bins; none if there is no finite value
 * @param counts the values of each bin: from its lower edge up to, but without, its upper one; the last bin has it too
 */
public record Histogram(long values, long notFinite, List<Double> edges, List<Long> counts) {}
