package org.collabenv.episodes.source;

import org.collabenv.episodes.trajectory.RowErrors;
import org.jspecify.annotations.Nullable;

/** Where the readers of fields say what is wrong: it knows the line that is being read. */
final class RowReport {

    private final RowErrors errors = new RowErrors();
    private long line;
    private boolean rowIsBad;
    private long badRows;

    void begin(long startingLine) {
        line = startingLine;
        rowIsBad = false;
    }

    long line() {
        return line;
    }

    void cell(String column, char[] buffer, int offset, int length, String code, String message) {
        row(column, printable(buffer, offset, length), code, message);
    }

    void row(@Nullable String column, @Nullable String value, String code, String message) {
        errors.add(line, column, value, code, message);
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

    /** The text as an answer can carry it: JSON has no place for half a surrogate pair. */
    private static String printable(char[] buffer, int offset, int length) {
        String text = new String(buffer, offset, length);
        return Utf8.isStorable(buffer, offset, length)
                ? text
                : text.replace(Utf8.MALFORMED, '\uFFFD').replace('\0', '\uFFFD');
    }
}
