package org.collabenv.episodes.source.value;

import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.batch.PropertyColumn;

/**
 * Reads an extended property: numbers, lists, strings, or cells that are kept as strings until their type is decided.
 *
 * @param isAsked whether the mapping asks for numbers, so that a number is one whatever it looks like
 */
public record PropertyReader(String column, MissingValues missing, PropertyColumn target, boolean isAsked)
        implements FieldReader {

    @Override
    public void read(char[] buffer, int offset, int length, int row, RowReport report) {
        if (target.type() == PropertyType.FLOAT) {
            double value = missing.real(buffer, offset, length);
            if (Double.isNaN(value)) {
                if (!missing.matches(buffer, offset, length)) {
                    report.notANumber(column, buffer, offset, length);
                }
            } else if (!isAsked && Numbers.isName(value, buffer, offset, length)) {
                report.cell(
                        column,
                        buffer,
                        offset,
                        length,
                        "not_a_number",
                        "This looks like a name, but the values of '%s' are numbers: pass mapping=%s=%s_text:string for a property of texts, or mapping=%s=%s:float if it is a number"
                                .formatted(
                                        target.propertyId(), column, target.propertyId(), column, target.propertyId()));
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
