package org.collabenv.episodes.source.value;

/**
 * Reads times that are numbers and converts them to frames.
 *
 * @param secondsPerUnit the unit of the numbers, in seconds
 */
public record SecondsReader(String column, MissingValues missing, int[] target, TimeAxis axis, double secondsPerUnit)
        implements FieldReader {

    @Override
    public void read(char[] buffer, int offset, int length, int row, RowReport report) {
        double value = missing.real(buffer, offset, length);
        if (Double.isNaN(value) && missing.matches(buffer, offset, length)) {
            report.missing(column, buffer, offset, length);
        } else if (!Double.isFinite(value)) {
            report.cell(column, buffer, offset, length, "not_a_time", "A time as a number is expected here");
        } else {
            long frame = axis.frame(value * secondsPerUnit);
            if (frame == TimeAxis.OUT_OF_RANGE) {
                report.distantTime(column, buffer, offset, length);
            }
            target[row] = (int) frame;
        }
    }
}
