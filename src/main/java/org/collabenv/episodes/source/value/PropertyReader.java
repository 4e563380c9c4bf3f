package org.collabenv.episodes.source.value;

import org.collabenv.episodes.trajectory.PropertyColumn;
import org.collabenv.episodes.trajectory.PropertyType;

/**
 * Reads an extended property: numbers, lists, strings, or cells that are kept as strings until their type is decided.
 */
public record PropertyReader(String column, MissingValues missing, PropertyColumn target) implements FieldReader {

    @Override
    public void read(char[] buffer, int offset, int length, int row, RowReport report) {
        if (target.type() == PropertyType.FLOAT) {
            double value = missing.real(buffer, offset, length);
            if (Double.isNaN(value) && !missing.matches(buffer, offset, length)) {
                report.notANumber(column, buffer, offset, length);
            }
            target.numbers()[row] = value;
        } else if (missing.matches(buffer, offset, length)) {
            target.texts().setMissing(row);
        } else if (!Texts.isStorable(buffer, offset, length)) {
            report.notStorable(column, buffer, offset, length);
        } else if (target.type() == PropertyType.VECTOR) {
            readList(buffer, offset, length, row, report);
        } else {
            target.texts().set(row, buffer, offset, length);
        }
    }

    private void readList(char[] buffer, int offset, int length, int row, RowReport report) {
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
    }

    @Override
    public void read(double value, int row, RowReport report) {
        target.numbers()[row] = value;
    }
}
