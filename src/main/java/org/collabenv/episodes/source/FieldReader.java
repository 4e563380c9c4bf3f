package org.collabenv.episodes.source;

import org.collabenv.episodes.trajectory.AgentTypes;
import org.collabenv.episodes.trajectory.PropertyColumn;
import org.collabenv.episodes.trajectory.PropertyType;

/**
 * Checks one column's cells and puts their values into the batch.
 *
 * <p>Called once per cell in the hot loop: nothing here makes an object unless the cell is wrong.
 */
sealed interface FieldReader {

    /** Reads the cell {@code buffer[offset, offset + length)} into a row of the batch, or reports what is wrong. */
    void read(char[] buffer, int offset, int length, int row, RowReport report);

    /** A whole number that must be there: a frame or an agent. */
    record WholeNumber(String column, int[] target, int highest) implements FieldReader {
        @Override
        public void read(char[] buffer, int offset, int length, int row, RowReport report) {
            long value = Numbers.integer(buffer, offset, length);
            if (value == Numbers.NOT_AN_INT || value > highest) {
                reject(buffer, offset, length, report);
            }
            target[row] = (int) value;
        }

        private void reject(char[] buffer, int offset, int length, RowReport report) {
            double value = Numbers.real(buffer, offset, length);
            if (Numbers.isMissing(buffer, offset, length)) {
                report.cell(column, buffer, offset, length, "missing_value", "Every row needs a value here");
            } else if (value == Math.rint(value)) {
                report.cell(
                        column,
                        buffer,
                        offset,
                        length,
                        "out_of_range",
                        "The number is outside %d..%d".formatted(Integer.MIN_VALUE, highest));
            } else {
                report.cell(column, buffer, offset, length, "not_an_integer", "A whole number is expected here");
            }
        }
    }

    /** A coordinate; NaN stands for a missing one. */
    record Real(String column, double[] target, boolean required) implements FieldReader {
        @Override
        public void read(char[] buffer, int offset, int length, int row, RowReport report) {
            double value = Numbers.real(buffer, offset, length);
            if (Double.isNaN(value)) {
                if (!Numbers.isMissing(buffer, offset, length)) {
                    rejectNumber(column, buffer, offset, length, report);
                } else if (required) {
                    report.cell(column, buffer, offset, length, "missing_value", "Every row needs a value here");
                }
            }
            target[row] = value;
        }
    }

    /** The type of the agent. Neighbouring rows mostly agree, so the last one is compared before any is looked up. */
    final class Type implements FieldReader {
        private static final int LONGEST = 200;

        private final String column;
        private final AgentTypes types;
        private final int[] target;
        private String last = "";
        private int lastCode;

        Type(String column, AgentTypes types, int[] target) {
            this.column = column;
            this.types = types;
            this.target = target;
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
            if (length == 0 || !isLast(buffer, offset, length)) {
                if (Numbers.isMissing(buffer, offset, length)) {
                    report.cell(column, buffer, offset, length, "missing_value", "Every row needs a value here");
                    return;
                }
                if (length > LONGEST) {
                    report.cell(column, buffer, offset, length, "too_long", "An agent type has at most 200 characters");
                    return;
                }
                if (!Utf8.isStorable(buffer, offset, length)) {
                    rejectText(column, buffer, offset, length, report);
                    return;
                }
                last = new String(buffer, offset, length);
                lastCode = types.code(last);
            }
            target[row] = lastCode;
        }

        private boolean isLast(char[] buffer, int offset, int length) {
            if (length != last.length()) {
                return false;
            }
            for (int i = 0; i < length; i++) {
                if (buffer[offset + i] != last.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** An extended property: a number, a text, or not decided yet. */
    record Property(String column, PropertyColumn target) implements FieldReader {
        @Override
        public void read(char[] buffer, int offset, int length, int row, RowReport report) {
            if (target.type() == PropertyType.FLOAT) {
                double value = Numbers.real(buffer, offset, length);
                if (Double.isNaN(value) && !Numbers.isMissing(buffer, offset, length)) {
                    rejectNumber(column, buffer, offset, length, report);
                }
                target.numbers()[row] = value;
            } else if (Numbers.isMissing(buffer, offset, length)) {
                target.texts().setMissing(row);
            } else if (Utf8.isStorable(buffer, offset, length)) {
                target.texts().set(row, buffer, offset, length);
            } else {
                rejectText(column, buffer, offset, length, report);
            }
        }
    }

    /** A list such as {@code [1.0, 2.0, 3.0]} or {@code [1. 2. 3.]} whose numbers are properties of their own. */
    record NumberList(String column, double[][] targets) implements FieldReader {
        @Override
        public void read(char[] buffer, int offset, int length, int row, RowReport report) {
            if (Numbers.isMissing(buffer, offset, length)) {
                for (double[] target : targets) {
                    target[row] = Double.NaN;
                }
            } else if (!readList(buffer, offset, offset + length, row)) {
                report.cell(
                        column,
                        buffer,
                        offset,
                        length,
                        "not_a_list",
                        "A list of %d numbers such as [1.0, 2.0] is expected here".formatted(targets.length));
            }
        }

        private boolean readList(char[] buffer, int start, int end, int row) {
            if (end - start < 2 || buffer[start] != '[' || buffer[end - 1] != ']') {
                return false;
            }
            int element = 0;
            int i = start + 1;
            while (true) {
                while (i < end - 1 && isSeparator(buffer[i])) {
                    i++;
                }
                if (i == end - 1) {
                    return element == targets.length;
                }
                int from = i;
                while (i < end - 1 && !isSeparator(buffer[i])) {
                    i++;
                }
                double value = Numbers.real(buffer, from, i - from);
                if (element == targets.length || (Double.isNaN(value) && !Numbers.isMissing(buffer, from, i - from))) {
                    return false;
                }
                targets[element++][row] = value;
            }
        }

        private static boolean isSeparator(char c) {
            return c == ',' || c == ' ' || c == '\n' || c == '\r' || c == '\t';
        }
    }

    /** A column that is read over. */
    record Ignored() implements FieldReader {
        @Override
        public void read(char[] buffer, int offset, int length, int row, RowReport report) {
            // Nothing of it is kept, so nothing of it can be wrong.
        }
    }

    private static void rejectNumber(String column, char[] buffer, int offset, int length, RowReport report) {
        report.cell(column, buffer, offset, length, "not_a_number", "A number is expected here");
    }

    private static void rejectText(String column, char[] buffer, int offset, int length, RowReport report) {
        report.cell(column, buffer, offset, length, "not_storable", "The text holds a NUL character or is not UTF-8");
    }
}
