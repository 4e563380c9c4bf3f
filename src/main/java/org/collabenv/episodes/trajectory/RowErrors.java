package org.collabenv.episodes.trajectory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The errors of a file's rows: all are counted, the first {@value #LISTED} are kept. */
public final class RowErrors {

    /** Errors that an answer lists. */
    public static final int LISTED = 100;

    private static final int LONGEST_VALUE = 100;

    private final List<RowError> listed = new ArrayList<>();
    private long total;

    public void add(long line, @Nullable String column, @Nullable String value, String code, String message) {
        total++;
        if (listed.size() < LISTED) {
            listed.add(new RowError(line, column, value == null ? null : shortened(value), code, message));
        }
    }

    public boolean isEmpty() {
        return total == 0;
    }

    public long total() {
        return total;
    }

    public List<RowError> listed() {
        return List.copyOf(listed);
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }
}
