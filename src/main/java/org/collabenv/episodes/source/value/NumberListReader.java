package org.collabenv.episodes.source.value;

/**
 * Reads lists such as {@code [1.0, 2.0, 3.0]} or {@code [1. 2. 3.]}, each of whose elements is a property of its own.
 *
 * @param targets one array per element of a list
 */
public record NumberListReader(String column, MissingValues missing, double[][] targets) implements FieldReader {

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
