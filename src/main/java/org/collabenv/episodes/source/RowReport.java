package org.collabenv.episodes.source;

import org.collabenv.episodes.trajectory.RowErrors;
import org.jspecify.annotations.Nullable;

/** Where the readers of fields say what is wrong: it knows the place that is being read. */
final class RowReport {

    private final RowErrors errors;
    private long place;
    private boolean rowIsBad;
    private long badRows;

    RowReport(RecordPlace counted) {
        errors = new RowErrors(counted == RecordPlace.ROW);
    }

    void begin(long placeOfRow) {
        place = placeOfRow;
        rowIsBad = false;
    }

    long place() {
        return place;
    }

    void cell(String column, char[] buffer, int offset, int length, String code, String message) {
        row(column, new String(buffer, offset, length), code, message);
    }

    void row(@Nullable String column, @Nullable String value, String code, String message) {
        errors.add(place, column, value == null ? null : TextDecoding.printable(value), code, message);
        if (!rowIsBad) {
            rowIsBad = true;
            badRows++;
        }
    }

    boolean rowIsBad() {
        return rowIsBad;
    }

    long badRows() {
        return badRows;
    }

    RowErrors errors() {
        return errors;
    }
}
