package org.collabenv.episodes.store.summary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The track of an agent, of which some points are kept.
 *
 * @param label the agent's label; null if agents are numbers
 * @param observations the number of its observations, of which the points are some
 * @param points those that are kept, in the order of time
 */
public record Track(
        String agentTypeId, int agentId, @Nullable String label, long observations, List<Point> points) {

    /**
     * A position.
     *
     * @param z null if the position is planar
     */
    public record Point(
            int timeIndex, double x, double y, @Nullable Double z) {}
}
