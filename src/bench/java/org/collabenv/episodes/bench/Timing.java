package org.collabenv.episodes.bench;

import java.util.List;

/**
 * How long a contender took for a work, once per repetition.
 *
 * @param seconds by the clock on the wall
 */
record Timing(String database, String work, String contender, List<Double> seconds) {

    double median() {
        return median(seconds);
    }

    double fastest() {
        return seconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double slowest() {
        return seconds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
