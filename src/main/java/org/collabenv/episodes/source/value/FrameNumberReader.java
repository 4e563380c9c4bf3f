package org.collabenv.episodes.source.value;

/** Reads frame numbers. */
public record FrameNumberReader(String column, MissingValues missing, int[] target) implements FieldReader {

    /** The highest frame number: the number of frames, which is one more, must still be an int. */
    private static final int HIGHEST = Integer.MAX_VALUE - 1;

    @Override
    public void read(char[] buffer, int offset, int length, int row, RowReport report) {
        long value = Numbers.integer(buffer, offset, length);
        if (value == Numbers.NOT_AN_INT || value > HIGHEST || missing.hideNumber(buffer, offset, length)) {
            reject(buffer, offset, length, report);
        }
        target[row] = (int) value;
    }

    private void reject(char[] buffer, int offset, int length, RowReport report) {
        double value = Numbers.real(buffer, offset, length);
        boolean outside = value < Integer.MIN_VALUE || value > HIGHEST;
        if (missing.matches(buffer, offset, length)) {
            report.missing(column, buffer, offset, length);
        } else if (outside && value == Math.rint(value)) {
            report.cell(
                    column,
                    buffer,
                    offset,
                    length,
                    "out_of_range",
                    "The number is outside %d..%d".formatted(Integer.MIN_VALUE, HIGHEST));
        } else {
            report.cell(
                    column,
                    buffer,
                    offset,
                    length,
                    "not_an_integer",
                    Double.isNaN(value)
                            ? "A whole number, the frame, is expected here"
                            : "A whole number is expected here: pass frame_rate and mapping=%s=time_index:seconds if the value is a time"
                                    .formatted(column));
        }
    }
}
