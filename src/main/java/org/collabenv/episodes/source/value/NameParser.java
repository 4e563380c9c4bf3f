package org.collabenv.episodes.source.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Parses cells that name something, such as an agent. Neighbouring rows often have the same name, so the last one is
 * kept.
 */
public final class NameParser {

    private static final int LONGEST = 200;

    private final String column;
    private final MissingValues missing;
    private final String what;
    private @Nullable String name;
    private char[] last = {};

    /** @param what the kind of name, as it begins a message, for example {@code An agent type} */
    public NameParser(String column, MissingValues missing, String what) {
        this.column = column;
        this.missing = missing;
        this.what = what;
    }

    /** Returns the name of the column. */
    String column() {
        return column;
    }

    /**
     * Parses a cell, ignoring the blanks around it.
     *
     * @return the name; null if the cell is wrong, which is reported
     */
    @Nullable
    String parse(char[] buffer, int start, int size, RowReport report) {
        int offset = start;
        int length = size;
        while (length > 0 && buffer[offset] == ' ') {
            offset++;
            length--;
        }
        while (length > 0 && buffer[offset + length - 1] == ' ') {
            length--;
        }
        if (name != null && Arrays.equals(buffer, offset, offset + length, last, 0, last.length)) {
            return name;
        }
        name = null;
        if (missing.matches(buffer, offset, length)) {
            report.missing(column, buffer, offset, length);
        } else if (length > LONGEST) {
            report.cell(
                    column,
                    buffer,
                    offset,
                    length,
                    "too_long",
                    "%s can have at most %d characters".formatted(what, LONGEST));
        } else if (!Texts.isStorable(buffer, offset, length)) {
            report.notStorable(column, buffer, offset, length);
        } else {
            last = Arrays.copyOfRange(buffer, offset, offset + length);
            name = new String(last);
        }
        return name;
    }
}
