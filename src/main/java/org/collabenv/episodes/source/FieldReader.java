package org.collabenv.episodes.source;

import java.time.Instant;
import java.util.Arrays;
import org.collabenv.episodes.trajectory.AgentTypes;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.PropertyColumn;
import org.collabenv.episodes.trajectory.PropertyType;
import org.jspecify.annotations.Nullable;

/**
 * Checks one column's cells and puts their values into the batch.
 *
 * <p>Called once per cell in the hot loop: nothing here makes an object unless the cell is wrong, or is a timestamp or a
 * label that differs from the one before it.
 */
sealed interface FieldReader {

    /** Reads the cell {@code buffer[offset, offset + length)} into a row of the batch, or reports what is wrong. */
    void read(char[] buffer, int offset, int length, int row, RowReport report);

    /** Reads a cell that is a number in the file itself; NaN is a missing one. */
    default void read(double value, int row, RowReport report) {
        throw new IllegalStateException("This column is read as text");
    }

    /** A frame number. */
    record FrameNumber(String column, MissingValues missing, int[] target) implements FieldReader {
        /** One more frame than the highest must still be a number of frames. */
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
            if (missing.matches(buffer, offset, length)) {
                rejectMissing(column, buffer, offset, length, report);
            } else if (value == Math.rint(value)) {
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
                        "A whole number is expected here: pass frame_rate and mapping=%s=time_index:seconds if it is a time"
                                .formatted(column));
            }
        }
    }

    /** An agent that is a whole number: its digits as they are, or {@code 1.0}, which a data frame makes of them. */
    record AgentNumber(String column, MissingValues missing, int[] target) implements FieldReader {
        @Override
        public void read(char[] buffer, int offset, int length, int row, RowReport report) {
            long value = Numbers.plainInteger(buffer, offset, length);
            if (value == Numbers.NOT_AN_INT && Numbers.isWholeByItself(buffer, offset, length)) {
                value = Numbers.integer(buffer, offset, length);
            }
            if (value == Numbers.NOT_AN_INT || missing.hideNumber(buffer, offset, length)) {
                reject(buffer, offset, length, report);
            }
            target[row] = (int) value;
        }

        private void reject(char[] buffer, int offset, int length, RowReport report) {
            if (missing.matches(buffer, offset, length)) {
                rejectMissing(column, buffer, offset, length, report);
                return;
            }
            report.cell(
                    column,
                    buffer,
                    offset,
                    length,
                    "not_an_integer",
                    "A whole number is expected here, as in the first rows: pass mapping=%s=agent_id:labels if they are labels"
                            .formatted(column));
        }
    }

    /** A time in seconds, or in another unit, that becomes a frame. */
    record Seconds(String column, MissingValues missing, int[] target, TimeAxis axis, double secondsPerUnit)
            implements FieldReader {
        @Override
        public void read(char[] buffer, int offset, int length, int row, RowReport report) {
            double value = missing.real(buffer, offset, length);
            if (Double.isNaN(value) && missing.matches(buffer, offset, length)) {
                rejectMissing(column, buffer, offset, length, report);
            } else if (!Double.isFinite(value)) {
                report.cell(column, buffer, offset, length, "not_a_time", "A time as a number is expected here");
            } else {
                set(value, row, new String(buffer, offset, length), report);
            }
        }

        private void set(double value, int row, String text, RowReport report) {
            long frame = axis.frame(value * secondsPerUnit);
            if (frame == TimeAxis.OUT_OF_RANGE) {
                rejectDistant(column, text, report);
            }
            target[row] = (int) frame;
        }
    }

    /** A timestamp that becomes a frame. Neighbouring rows mostly agree, so the last one is kept. */
    final class Timestamps implements FieldReader {
        private final String column;
        private final MissingValues missing;
        private final int[] target;
        private final TimeAxis axis;
        private char[] last = {};
        private long lastFrame;

        Timestamps(String column, MissingValues missing, int[] target, TimeAxis axis) {
            this.column = column;
            this.missing = missing;
            this.target = target;
            this.axis = axis;
        }

        @Override
        public void read(char[] buffer, int offset, int length, int row, RowReport report) {
            if (length == 0 || !Arrays.equals(buffer, offset, offset + length, last, 0, last.length)) {
                if (missing.matches(buffer, offset, length)) {
                    rejectMissing(column, buffer, offset, length, report);
                    return;
                }
                Instant time = TimeAxis.instant(new String(buffer, offset, length));
                if (time == null) {
                    report.cell(
                            column,
                            buffer,
                            offset,
                            length,
                            "not_a_time",
                            "A timestamp such as 2016-01-12T13:02:11.218Z is expected here");
                    return;
                }
                last = Arrays.copyOfRange(buffer, offset, offset + length);
                lastFrame = axis.frame(time);
            }
            if (lastFrame == TimeAxis.OUT_OF_RANGE) {
                rejectDistant(column, new String(buffer, offset, length), report);
            }
            target[row] = (int) lastFrame;
        }
    }

    /** A coordinate; NaN stands for a missing one. */
    record Real(String column, MissingValues missing, double[] target, boolean required) implements FieldReader {
        @Override
        public void read(char[] buffer, int offset, int length, int row, RowReport report) {
            double value = missing.real(buffer, offset, length);
            if (Double.isNaN(value)) {
                if (!missing.matches(buffer, offset, length)) {
                    rejectNumber(column, buffer, offset, length, report);
                } else if (required) {
                    rejectMissing(column, buffer, offset, length, report);
                }
            }
            target[row] = value;
        }

        @Override
        public void read(double value, int row, RowReport report) {
            if (required && Double.isNaN(value)) {
                rejectMissing(column, new char[0], 0, 0, report);
            }
            target[row] = value;
        }
    }

    /** A short text that stands for something, such as the name of an agent or of a type. */
    final class Name implements FieldReader {
        private static final int LONGEST = 200;

        private final String column;
        private final MissingValues missing;
        private final String what;
        private @Nullable String value;
        private char[] last = {};

        /** @param what a name for what it names, for messages */
        Name(String column, MissingValues missing, String what) {
            this.column = column;
            this.missing = missing;
            this.what = what;
        }

        /** The name in the row that was read last; null where it was wrong. */
        @Nullable
        String value() {
            return value;
        }

        @Override
        public void read(char[] buffer, int start, int size, int row, RowReport report) {
            int offset = start;
            int length = size;
            while (length > 0 && buffer[offset] == ' ') {
                offset++;
                length--;
            }
            while (length > 0 && buffer[offset + length - 1] == ' ') {
                length--;
            }
            // Neighbouring rows mostly agree, so the last one is compared before any is made.
            if (value != null && Arrays.equals(buffer, offset, offset + length, last, 0, last.length)) {
                return;
            }
            value = null;
            if (missing.matches(buffer, offset, length)) {
                rejectMissing(column, buffer, offset, length, report);
            } else if (length > LONGEST) {
                report.cell(
                        column, buffer, offset, length, "too_long", "%s has at most 200 characters".formatted(what));
            } else if (!TextDecoding.isStorable(buffer, offset, length)) {
                rejectText(column, buffer, offset, length, report);
            } else {
                last = Arrays.copyOfRange(buffer, offset, offset + length);
                value = new String(last);
            }
        }
    }

    /** The type of the agent. */
    record Type(Name name, AgentTypes types, int[] target, int most) implements FieldReader {
        @Override
        public void read(char[] buffer, int offset, int length, int row, RowReport report) {
            name.read(buffer, offset, length, row, report);
            String type = name.value();
            if (type != null) {
                target[row] = types.code(type);
                if (types.count() > most) {
                    throw new IngestException(Problem.TOO_LARGE, "A file has at most %d agent types".formatted(most));
                }
            }
        }
    }

    /** An extended property: a number, a text, a list, or not decided yet. */
    record Property(String column, MissingValues missing, PropertyColumn target) implements FieldReader {
        @Override
        public void read(char[] buffer, int offset, int length, int row, RowReport report) {
            if (target.type() == PropertyType.FLOAT) {
                double value = missing.real(buffer, offset, length);
                if (Double.isNaN(value) && !missing.matches(buffer, offset, length)) {
                    rejectNumber(column, buffer, offset, length, report);
                }
                target.numbers()[row] = value;
            } else if (missing.matches(buffer, offset, length)) {
                target.texts().setMissing(row);
            } else if (!TextDecoding.isStorable(buffer, offset, length)) {
                rejectText(column, buffer, offset, length, report);
            } else if (target.type() == PropertyType.VECTOR) {
                String list = NumberLists.json(buffer, offset, length);
                if (list == null) {
                    report.cell(
                            column,
                            buffer,
                            offset,
                            length,
                            "not_a_list",
                            "A list of numbers such as [1.0, 2.0] is expected here");
                } else {
                    target.texts().set(row, list.toCharArray(), 0, list.length());
                }
            } else {
                target.texts().set(row, buffer, offset, length);
            }
        }

        @Override
        public void read(double value, int row, RowReport report) {
            target.numbers()[row] = value;
        }
    }

    /** A list such as {@code [1.0, 2.0, 3.0]} or {@code [1. 2. 3.]} whose numbers are properties of their own. */
    record NumberList(String column, MissingValues missing, double[][] targets) implements FieldReader {
        @Override
        public void read(char[] buffer, int offset, int length, int row, RowReport report) {
            if (missing.matches(buffer, offset, length)) {
                for (double[] target : targets) {
                    target[row] = Double.NaN;
                }
            } else if (!NumberLists.read(buffer, offset, length, targets, row)) {
                report.cell(
                        column,
                        buffer,
                        offset,
                        length,
                        "not_a_list",
                        "A list of %d numbers such as [1.0, 2.0] is expected here".formatted(targets.length));
            }
        }
    }

    /** A value that waits until the end of its row says which property it is of. */
    record Value(String column, ValueCell cell) implements FieldReader {
        @Override
        public void read(char[] buffer, int offset, int length, int row, RowReport report) {
            cell.set(buffer, offset, length);
        }
    }

    /** A column that is read over. */
    record Ignored() implements FieldReader {
        @Override
        public void read(char[] buffer, int offset, int length, int row, RowReport report) {
            // Nothing of it is kept, so nothing of it can be wrong.
        }

        @Override
        public void read(double value, int row, RowReport report) {
            // Likewise.
        }
    }

    private static void rejectMissing(String column, char[] buffer, int offset, int length, RowReport report) {
        report.cell(column, buffer, offset, length, "missing_value", "Every row needs a value here");
    }

    private static void rejectDistant(String column, String text, RowReport report) {
        report.row(
                column,
                text,
                "out_of_range",
                "The time is too far from the first one for a frame number: give a lower frame_rate, or another"
                        + " time_origin");
    }

    private static void rejectNumber(String column, char[] buffer, int offset, int length, RowReport report) {
        report.cell(column, buffer, offset, length, "not_a_number", "A number is expected here");
    }

    private static void rejectText(String column, char[] buffer, int offset, int length, RowReport report) {
        report.cell(
                column,
                buffer,
                offset,
                length,
                "not_storable",
                "The text holds a NUL character, or is not in the encoding it is read in: pass encoding if it is not UTF-8");
    }
}
