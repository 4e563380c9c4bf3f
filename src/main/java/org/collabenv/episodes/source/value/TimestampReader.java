package org.collabenv.episodes.source.value;

import java.time.Instant;
import java.util.Arrays;

/**
 * Reads timestamps and converts them to frames. Neighbouring rows often have the same timestamp, so the last one is
 * kept.
 */
public final class TimestampReader implements FieldReader {

    private final String column;
    private final MissingValues missing;
    private final int[] target;
    private final TimeAxis axis;
    private final TimeFormat format;
    private char[] last = {};
    private long lastFrame;

    public TimestampReader(String column, MissingValues missing, int[] target, TimeAxis axis, TimeFormat format) {
        this.column = column;
        this.missing = missing;
        this.target = target;
        this.axis = axis;
        this.format = format;
    }

    @Override
    public void read(char[] buffer, int offset, int length, int row, RowReport report) {
        if (length == 0 || !Arrays.equals(buffer, offset, offset + length, last, 0, last.length)) {
            if (missing.matches(buffer, offset, length)) {
                report.missing(column, buffer, offset, length);
                return;
            }
            Instant time = format.instant(new String(buffer, offset, length));
            if (time == null) {
                report.cell(
                        column,
                        buffer,
                        offset,
                        length,
                        "not_a_time",
                        format.isIso()
                                ? "A timestamp such as 2016-01-12T13:02:11.218Z is expected here"
                                : "A timestamp in the format %s is expected here".formatted(format.text()));
                return;
            }
            last = Arrays.copyOfRange(buffer, offset, offset + length);
            lastFrame = axis.frame(time);
        }
        if (lastFrame == TimeAxis.OUT_OF_RANGE) {
            report.distantTime(column, buffer, offset, length);
        }
        target[row] = (int) lastFrame;
    }
}
