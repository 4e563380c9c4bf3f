package org.collabenv.episodes.bench;

/**
 * A bound that was to be reached.
 *
 * @param atMost whether the figure must not be above the limit, otherwise not below it
 */
record Bound(String name, double figure, double limit, boolean atMost) {

    static Bound atMost(String name, double figure, double limit) {
        return new Bound(name, figure, limit, true);
    }

    static Bound atLeast(String name, double figure, double limit) {
        return new Bound(name, figure, limit, false);
    }

    boolean reached() {
        return atMost ? figure <= limit : figure >= limit;
    }
}
