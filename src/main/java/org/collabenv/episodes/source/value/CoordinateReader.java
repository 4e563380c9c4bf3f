package org.collabenv.episodes.source.value;

/**
 * Reads a coordinate; NaN is a missing value. An infinite height or velocity is missing, too: programs write it for what
 * they did not find.
 *
 * @param ofPosition whether the coordinate is x or y, of which the completion of the row decides what a missing one means
 */
public record CoordinateReader(String column, MissingValues missing, double[] target, boolean ofPosition)
        implements FieldReader {

    private static final char[] NO_TEXT = {};

    @Override
    public void read(char[] buffer, int offset, int length, int row, RowReport report) {
        double value = missing.real(buffer, offset, length);
        if (!Double.isFinite(value)) {
            if (Double.isNaN(value) && !missing.matches(buffer, offset, length)) {
                report.notANumber(column, buffer, offset, length);
            } else if (ofPosition) {
                report.noPosition(column, buffer, offset, length);
            }
            value = Double.NaN;
        }
        target[row] = value;
    }

    @Override
    public void read(double value, int row, RowReport report) {
        if (Double.isFinite(value)) {
            target[row] = value;
        } else {
            if (ofPosition) {
                report.noPosition(column, NO_TEXT, 0, 0);
            }
            target[row] = Double.NaN;
        }
    }
}
