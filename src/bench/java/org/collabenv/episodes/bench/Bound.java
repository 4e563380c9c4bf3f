package org.collabenv.episodes.bench;

import java.util.Collections;
import java.util.List;

/**
 * A bound that was to be reached.
 *
 * @param figure the median of what was measured
 * @param lowest of a single turn
 * @param highest likewise
 * @param atMost whether the figure must not be above the limit, otherwise not below it
 */
record Bound(String name, double figure, double lowest, double highest, double limit, boolean atMost) {

    static Bound atMost(String name, double figure, double limit) {
        return new Bound(name, figure, figure, figure, limit, true);
    }

    /** A bound of ratios, one per turn. */
    static Bound atMost(String name, List<Double> ratios, double limit) {
        return of(name, ratios, limit, true);
    }

    private static Bound of(String name, List<Double> ratios, double limit, boolean atMost) {
        return new Bound(name, Timing.median(ratios), Collections.min(ratios), Collections.max(ratios), limit, atMost);
    }

    /** A bound of ratios, one per turn. */
    static Bound atLeast(String name, List<Double> ratios, double limit) {
        return of(name, ratios, limit, false);
    }

    boolean reached() {
        return atMost ? figure <= limit : figure >= limit;
    }
}
