package org.collabenv.episodes.trajectory;

import java.util.Locale;

/**
 * A way of computing velocities from positions. With an agent's positions p at the frames t, in order, and the frame rate f:
 *
 * <ul>
 *   <li>forward: v(i) = (p(i+1) − p(i)) · f / (t(i+1) − t(i)); none in the last frame
 *   <li>backward: v(i) = (p(i) − p(i−1)) · f / (t(i) − t(i−1)); 0 in the first frame
 *   <li>central: v(i) = (p(i+1) − p(i−1)) · f / (t(i+1) − t(i−1)); in the first frame forward, in the last one backward
 * </ul>
 *
 * <p>Per frame, f is 1.
 *
 * @param gaps what a velocity is if a frame is missing between the positions
 */
public record DerivedVelocity(Difference difference, Gaps gaps, Unit unit) {

    /** The positions from which a velocity is computed. */
    public enum Difference {
        FORWARD,
        BACKWARD,
        CENTRAL
    }

    /** The treatment of missing frames. */
    public enum Gaps {
        /** There is no velocity. */
        NULL,
        /** It is the mean velocity over the gap. */
        INTERPOLATE
    }

    /** The time to which a velocity refers. */
    public enum Unit {
        SECOND,
        FRAME
    }

    /** Returns what was asked for, as it is stored with an episode. */
    public String text() {
        return "%s %s %s".formatted(difference, gaps, unit).toLowerCase(Locale.ROOT);
    }

    /** Returns a sentence for the receipt. */
    public String sentence() {
        String positions =
                switch (difference) {
                    case FORWARD -> "each agent's position and its next one";
                    case BACKWARD -> "each agent's position and its previous one";
                    case CENTRAL -> "each agent's previous position and its next one";
                };
        return "v_x, v_y and v_z are computed from %s, per %s%s"
                .formatted(
                        positions,
                        unit.name().toLowerCase(Locale.ROOT),
                        gaps == Gaps.NULL ? "; there is none where a frame is missing" : "");
    }
}
