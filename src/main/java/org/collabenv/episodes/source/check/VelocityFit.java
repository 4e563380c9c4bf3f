package org.collabenv.episodes.source.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.collabenv.episodes.trajectory.Suggestion;
import org.collabenv.episodes.trajectory.Warning;

/** The factor by which velocities fit best to the steps per frame, by least squares. */
final class VelocityFit {

    /** The steps from which on a fit says something. */
    private static final int FEWEST_STEPS = 100;

    /** The cosine between all velocities and all steps from which on the former are velocities of the latter. */
    private static final double AGREEMENT = 0.9;

    /** The share by which a rate may differ from a whole number that it is taken for. */
    private static final double WHOLE = 0.03;

    private static final double MOST_WHOLE = 1e9;

    private long steps;
    private double products;
    private double squaredSteps;
    private double squaredVelocities;

    /** Adds a step; a velocity that is missing is left out. */
    void add(double dx, double dy, double vx, double vy) {
        double product = dx * vx + dy * vy;
        if (Double.isFinite(product)) {
            steps++;
            products += product;
            squaredSteps += dx * dx + dy * dy;
            squaredVelocities += vx * vx + vy * vy;
        }
    }

    /** Returns the cosine between all velocities and all steps; 0 if it is not known. */
    double agreement() {
        double norm = Math.sqrt(squaredSteps * squaredVelocities);
        return steps < FEWEST_STEPS || norm == 0 ? 0 : products / norm;
    }

    Optional<Warning> warning(double frameRate, boolean isAssumed, double tolerance) {
        double factor = products / squaredSteps;
        boolean isPerFrame = Math.abs(factor - 1) <= tolerance;
        boolean isPerSecond = Math.abs(factor - frameRate) <= tolerance * frameRate;
        // Written so that it is false of sums that have become infinite.
        boolean fits = agreement() >= AGREEMENT && Double.isFinite(factor);
        if (!fits || isPerFrame || isPerSecond) {
            return Optional.empty();
        }
        String rate = text(factor);
        String given = "%s frame_rate=%s".formatted(isAssumed ? "the assumed" : "the", text(frameRate));
        return Optional.of(new Warning(
                Warning.Code.VELOCITY_MISMATCH,
                steps,
                null,
                "The velocities are %s times the steps from frame to frame: per frame they would be 1 time, and per second, with %s, %s times. If they are per second, these look like frame_rate=%s; otherwise their unit is not that of the positions"
                        .formatted(rate, given, text(frameRate), rate),
                factor > 1 ? List.of(Suggestion.of("frame_rate", rate)) : List.of()));
    }

    private static String text(double number) {
        double whole = Math.rint(number);
        boolean isWhole = whole >= 1 && whole < MOST_WHOLE && Math.abs(number - whole) < WHOLE * number;
        return isWhole ? String.valueOf((long) whole) : String.format(Locale.ROOT, "%.3g", number);
    }
}
