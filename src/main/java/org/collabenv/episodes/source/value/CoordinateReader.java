package org.collabenv.episodes.source.value;

/**
 * Reads a coordinate; NaN is a missing value.
 *
 * @param required whether a missing coordinate is an error
 */
public record CoordinateReader(String column, MissingValues missing, double[] target, boolean required)
        implements FieldReader {

    @Override
    public void read(char[] buffer, int offset, int length, int row, RowReport report) {
        double value = missing.real(buffer, offset, length);
        if (Double.isNaN(value)) {
            if (!missing.matches(buffer, offset, length)) {
                report.notANumber(column, buffer, offset, length);
            } else if (required) {
                report.missing(column, buffer, offset, length);
            }
        }
        target[row] = value;
    }

    @Override
    public void read(double value, int row, RowReport report) {
        if (required && Double.isNaN(value)) {
            report.missing(column, new char[0], 0, 0);
        }
        target[row] = value;
    }
}
