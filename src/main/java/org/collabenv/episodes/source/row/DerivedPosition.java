package org.collabenv.episodes.source.row;

import java.util.List;
import org.collabenv.episodes.source.header.PositionRule;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.PropertyColumn;
import org.collabenv.episodes.trajectory.RecordBatch;
import org.jspecify.annotations.Nullable;

/** Computes the positions of a file that has boxes or body parts and no columns for x and y. */
final class DerivedPosition {

    private final PositionRule rule;
    private final double[][] partsX;
    private final double[][] partsY;
    private final double[] x;
    private final double[] y;

    private DerivedPosition(PositionRule rule, RecordBatch batch, List<String> partsX, List<String> partsY) {
        this.rule = rule;
        this.partsX = partsX.stream().map(part -> numbers(part, batch)).toArray(double[][]::new);
        this.partsY = partsY.stream().map(part -> numbers(part, batch)).toArray(double[][]::new);
        this.x = batch.coordinate(Coordinate.X);
        this.y = batch.coordinate(Coordinate.Y);
    }

    /** Creates the computation for a rule; returns null if the file has columns for the positions. */
    static @Nullable DerivedPosition of(PositionRule rule, RecordBatch batch) {
        if (rule instanceof PositionRule.KeypointMean parts) {
            return new DerivedPosition(rule, batch, parts.x(), parts.y());
        } else if (rule instanceof PositionRule.BoxCentre) {
            return new DerivedPosition(rule, batch, List.of("bbox_x1", "bbox_x2"), List.of("bbox_y1", "bbox_y2"));
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
            partsX[1][row] += partsX[0][row];
            partsY[1][row] += partsY[0][row];
        }
        double sumX = 0;
        double sumY = 0;
        int found = 0;
        for (int part = 0; part < partsX.length; part++) {
            double partX = partsX[part][row];
            double partY = partsY[part][row];
            if (!Double.isNaN(partX) && !Double.isNaN(partY)) {
                sumX += partX;
                sumY += partY;
                found++;
            }
        }
        // A box needs both corners; of the body parts, one that was found is enough.
        boolean enough = rule instanceof PositionRule.BoxCentre ? found == partsX.length : found > 0;
        x[row] = enough ? sumX / found : Double.NaN;
        y[row] = enough ? sumY / found : Double.NaN;
    }
}
