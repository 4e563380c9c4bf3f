package org.collabenv.episodes.source.row;

import java.util.List;
import org.collabenv.episodes.source.header.PositionRule;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.batch.PropertyColumn;
import org.collabenv.episodes.trajectory.batch.RecordBatch;
import org.jspecify.annotations.Nullable;

/** Computes the positions of a file that has boxes or body parts and no columns for x and y. */
final class DerivedPosition {

    private final PositionRule rule;
    private final List<Point> points;
    private final double[] x;
    private final double[] y;
    private final double[] z;
    private final boolean givesHeight;

    /** The numbers of a corner or keypoint, by row. */
    private record Point(double[] x, double[] y, double @Nullable [] z, double @Nullable [] confidence) {}

    private DerivedPosition(PositionRule rule, RecordBatch batch, List<Point> points) {
        this.rule = rule;
        this.points = points;
        this.x = batch.coordinate(Coordinate.X);
        this.y = batch.coordinate(Coordinate.Y);
        this.z = batch.coordinate(Coordinate.Z);
        this.givesHeight = points.stream().allMatch(point -> point.z() != null);
    }

    /** Creates the computation for a rule; returns null if the file has columns for the positions. */
    static @Nullable DerivedPosition of(PositionRule rule, RecordBatch batch) {
        if (rule instanceof PositionRule.KeypointMean mean) {
            List<Point> points = mean.keypoints().stream()
                    .map(keypoint -> new Point(
                            numbers(keypoint.x(), batch),
                            numbers(keypoint.y(), batch),
                            keypoint.z() == null ? null : numbers(keypoint.z(), batch),
                            keypoint.confidence() == null ? null : numbers(keypoint.confidence(), batch)))
                    .toList();
            return new DerivedPosition(rule, batch, points);
        } else if (rule instanceof PositionRule.BoxCentre) {
            List<Point> corners = List.of(
                    new Point(numbers("bbox_x1", batch), numbers("bbox_y1", batch), null, null),
                    new Point(numbers("bbox_x2", batch), numbers("bbox_y2", batch), null, null));
            return new DerivedPosition(rule, batch, corners);
        }
        return null;
    }

    private static double[] numbers(String property, RecordBatch batch) {
        return batch.properties().stream()
                .filter(column -> column.propertyId().equals(property))
                .map(PropertyColumn::numbers)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No column gives " + property));
    }

    /** Returns a sentence that says how the positions are computed. */
    String sentence() {
        return String.valueOf(rule.sentence());
    }

    /** Computes the position of a row, which is missing if too little of it was found. */
    void derive(int row) {
        if (rule instanceof PositionRule.BoxCentre box && box.sized()) {
            points.get(1).x()[row] += points.get(0).x()[row];
            points.get(1).y()[row] += points.get(0).y()[row];
        }
        double sumX = 0;
        double sumY = 0;
        double sumZ = 0;
        int found = 0;
        for (Point point : points) {
            if (isFound(point, row)) {
                sumX += point.x()[row];
                sumY += point.y()[row];
                sumZ += point.z() == null ? Double.NaN : point.z()[row];
                found++;
            }
        }
        // A box needs both corners; of the body parts, one that was found is enough.
        boolean enough = rule instanceof PositionRule.BoxCentre ? found == points.size() : found > 0;
        x[row] = enough ? sumX / found : Double.NaN;
        y[row] = enough ? sumY / found : Double.NaN;
        if (givesHeight) {
            z[row] = enough ? sumZ / found : Double.NaN;
        }
    }

    private boolean isFound(Point point, int row) {
        double[] confidence = point.confidence();
        boolean isSure = !(rule instanceof PositionRule.KeypointMean mean)
                || mean.minConfidence() == 0
                || (confidence != null && confidence[row] >= mean.minConfidence());
        return isSure && !Double.isNaN(point.x()[row]) && !Double.isNaN(point.y()[row]);
    }
}
