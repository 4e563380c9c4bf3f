package org.collabenv.episodes.source.row;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Estimates the frame rate of times from the steps between them, for a suggestion; it is never used without asking. */
final class FrameRate {

    private static final double HIGHEST = 1e9;

    /** The share by which a rate may differ from a usual one that it is taken for. */
    private static final double JITTER = 0.005;

    /** The rates of analogue television are a thousandth below whole numbers. */
    private static final double TELEVISION = 1000.0 / 1001;

    private static final double TELEVISION_JITTER = 0.0002;
    private static final MathContext DIGITS = new MathContext(6);

    private FrameRate() {}

    /**
     * Returns the rate at which no two times of an agent share a frame: that of the usual step, or else that of the smallest
     * one.
     *
     * @param timesOfAgents the times of each agent in seconds
     * @return the rate as a parameter; empty if the times do not tell
     */
    static Optional<String> of(Map<String, List<Double>> timesOfAgents) {
        List<Double> steps = new ArrayList<>();
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        for (List<Double> times : timesOfAgents.values()) {
            List<Double> inOrder = times.stream().distinct().sorted().toList();
            for (int i = 1; i < inOrder.size(); i++) {
                steps.add(inOrder.get(i) - inOrder.get(i - 1));
            }
            first = Math.min(first, inOrder.get(0));
            last = Math.max(last, inOrder.get(inOrder.size() - 1));
        }
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        steps.sort(null);
        for (double step : new double[] {steps.get(steps.size() / 2), steps.get(0)}) {
            double rate = usual(1 / step);
            if (rate <= HIGHEST && (last - first) * rate < Integer.MAX_VALUE && separates(timesOfAgents, first, rate)) {
                return Optional.of(BigDecimal.valueOf(rate).stripTrailingZeros().toPlainString());
            }
        }
        return Optional.empty();
    }

    private static boolean separates(Map<String, List<Double>> timesOfAgents, double first, double rate) {
        return timesOfAgents.values().stream().allMatch(times -> {
            List<Double> distinct = times.stream().distinct().toList();
            Set<Long> frames = new HashSet<>();
            distinct.forEach(time -> frames.add(Math.round((time - first) * rate)));
            return frames.size() == distinct.size();
        });
    }

    /** Returns the usual rate beside one that was measured: a whole number, or one of television. */
    private static double usual(double rate) {
        double television = Math.rint(rate / TELEVISION) * TELEVISION;
        if (rate > 20 && Math.abs(rate - television) < TELEVISION_JITTER * rate) {
            return rounded(television);
        }
        double whole = Math.rint(rate);
        return whole >= 1 && Math.abs(rate - whole) < JITTER * rate ? whole : rounded(rate);
    }

    private static double rounded(double rate) {
        return new BigDecimal(rate).round(DIGITS).doubleValue();
    }
}
