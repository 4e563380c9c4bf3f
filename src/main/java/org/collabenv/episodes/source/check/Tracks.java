package org.collabenv.episodes.source.check;

import com.carrotsearch.hppc.LongObjectHashMap;
import java.util.Locale;
import java.util.Optional;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.Warning;
import org.collabenv.episodes.trajectory.batch.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * Follows each agent from row to row: finds jumps and rows out of order, and compares velocities with steps.
 *
 * <p>A jump is an isolated step, or one out and back, far beyond the mean step of its agent, without those at rest. It is far
 * beyond that of all agents, too: the position of an animal at rest trembles.
 */
final class Tracks {

    /** The steps from which on the mean step of an agent says something. */
    private static final int FEWEST_STEPS = 20;

    /** A jump is followed by a step that is so many times shorter, or leads back as much closer to where it began. */
    private static final double ISOLATION = 5;

    private final CheckThresholds thresholds;
    private final String placeWord;
    private final LongObjectHashMap<Track> tracks = new LongObjectHashMap<>();
    private final VelocityFit backward = new VelocityFit();
    private final VelocityFit forward = new VelocityFit();
    private long unsorted;
    private @Nullable Place firstUnsorted;
    /** The sum and number of the steps of all agents that led anywhere. */
    private double sum;

    private long steps;
    private long jumps;
    private double largest;
    private @Nullable Place firstJump;

    /** A row of an agent. */
    private record Place(int type, int agent, int frame, long row) {}

    /** An agent at its last row. */
    private static final class Track {
        private int frame;
        private double x;
        private double y;
        private double z;
        private double vx;
        private double vy;

        /** The position one row before. */
        private double beforeX;

        private double beforeY;

        /** The sum and number of the steps that led anywhere. */
        private double sum;

        private long steps;

        /** The last step per frame if it may be a jump; otherwise 0. */
        private double suspicion;

        private @Nullable Place suspect;

        void move(RecordBatch batch, int row, double[] xs, double[] ys, double[] zs) {
            beforeX = x;
            beforeY = y;
            frame = batch.timeIndex()[row];
            x = xs[row];
            y = ys[row];
            z = zs[row];
        }

        void clear(double suspicious) {
            if (suspicious > 0) {
                sum += suspicious;
                steps++;
            }
            suspicion = 0;
            suspect = null;
        }
    }

    Tracks(CheckThresholds thresholds, String placeWord) {
        this.thresholds = thresholds;
        this.placeWord = placeWord;
    }

    void add(RecordBatch batch) {
        double[] x = batch.coordinate(Coordinate.X);
        double[] y = batch.coordinate(Coordinate.Y);
        double[] z = batch.coordinate(Coordinate.Z);
        double[] vx = batch.coordinate(Coordinate.V_X);
        double[] vy = batch.coordinate(Coordinate.V_Y);
        for (int row = 0; row < batch.size(); row++) {
            long key = ((long) batch.agentType()[row] << 32) | (batch.agentId()[row] & 0xFFFF_FFFFL);
            Track track = tracks.get(key);
            if (track == null) {
                track = new Track();
                tracks.put(key, track);
            } else if (batch.timeIndex()[row] <= track.frame) {
                unsorted++;
                if (firstUnsorted == null) {
                    firstUnsorted = place(batch, row);
                }
                track.clear(0);
            } else {
                step(track, batch, row, x[row], y[row], z[row]);
                if (track.suspicion == 0) {
                    compareVelocity(track, batch.timeIndex()[row], x[row], y[row], vx[row], vy[row]);
                }
            }
            track.move(batch, row, x, y, z);
            track.vx = vx[row];
            track.vy = vy[row];
        }
    }

    private void compareVelocity(Track track, int frame, double x, double y, double vx, double vy) {
        if (Double.isNaN(vx) && Double.isNaN(track.vx)) {
            return;
        }
        double frames = (double) frame - track.frame;
        double dx = (x - track.x) / frames;
        double dy = (y - track.y) / frames;
        backward.add(dx, dy, vx, vy);
        forward.add(dx, dy, track.vx, track.vy);
    }

    private void step(Track track, RecordBatch batch, int row, double x, double y, double z) {
        double height = Double.isNaN(z) || Double.isNaN(track.z) ? 0 : z - track.z;
        double distance = Math.sqrt(square(x - track.x) + square(y - track.y) + square(height));
        double step = distance / ((double) batch.timeIndex()[row] - track.frame);
        if (track.suspicion > 0) {
            boolean isBack =
                    Math.sqrt(square(x - track.beforeX) + square(y - track.beforeY)) * ISOLATION <= track.suspicion;
            boolean isJump = step * ISOLATION <= track.suspicion || isBack;
            if (isJump) {
                jumps++;
                largest = Math.max(largest, track.suspicion);
                firstJump = firstJump == null ? track.suspect : firstJump;
            }
            track.clear(isJump ? 0 : track.suspicion);
            if (isBack) {
                return; // the step back is part of the jump
            }
        }
        if (track.steps >= FEWEST_STEPS && step > thresholds.jump() * Math.max(track.sum / track.steps, sum / steps)) {
            track.suspicion = step;
            track.suspect = place(batch, row);
        } else if (step > 0) {
            track.sum += step;
            track.steps++;
            sum += step;
            steps++;
        }
    }

    private static double square(double value) {
        return value * value;
    }

    private static Place place(RecordBatch batch, int row) {
        return new Place(batch.agentType()[row], batch.agentId()[row], batch.timeIndex()[row], batch.place()[row]);
    }

    private String text(@Nullable Place place, AgentNames names) {
        return place == null
                ? ""
                : "%s %d: %s at frame %d"
                        .formatted(placeWord, place.row(), names.of(place.type(), place.agent()), place.frame());
    }

    Optional<Warning> unsorted(AgentNames names) {
        return unsorted == 0
                ? Optional.empty()
                : Optional.of(new Warning(
                        Warning.Code.UNSORTED,
                        unsorted,
                        text(firstUnsorted, names),
                        "%d rows come after a later one of the same agent: they are stored as they are, but jumps and velocities were not compared across them; sort the file by time if its order means nothing"
                                .formatted(unsorted)));
    }

    Optional<Warning> jumps(AgentNames names) {
        return jumps == 0
                ? Optional.empty()
                : Optional.of(new Warning(
                        Warning.Code.JUMP,
                        jumps,
                        text(firstJump, names),
                        "%d steps are more than %s times the usual one of the agent, and of all agents, and end as suddenly, the largest of %s per frame: identities may be swapped, or positions wrong; look at these frames in the tracker"
                                .formatted(jumps, thresholds.jump(), rounded(largest))));
    }

    /**
     * Compares the velocities with the steps.
     *
     * @param frameRate frames per second
     * @param isAssumed whether the upload gave no frame rate
     */
    Optional<Warning> velocities(double frameRate, boolean isAssumed) {
        VelocityFit best = backward.agreement() >= forward.agreement() ? backward : forward;
        return best.warning(frameRate, isAssumed, thresholds.velocityTolerance());
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
