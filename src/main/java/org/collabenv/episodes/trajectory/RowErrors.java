package org.collabenv.episodes.trajectory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The errors of a file's rows: all are counted, the first {@value #LISTED} are kept. */
public final class RowErrors {

    /** Errors that an answer lists. */
    public static final int LISTED = 100;

    private static final int LONGEST_VALUE = 100;

    private final boolean ofRows;
    private final List<RowError> listed = new ArrayList<>();
    private long total;

    /** @param ofRows whether places are rows of a Parquet file, and not lines of a text */
    public RowErrors(boolean ofRows) {
        this.ofRows = ofRows;
    }

    public void add(long place, @Nullable String column, @Nullable String value, String code, String message) {
        total++;
        if (listed.size() < LISTED) {
            listed.add(new RowError(place, column, value == null ? null : shortened(value), code, message));
        }
    }

    /** Counts errors that are known of, but not described. */
    public void addUnlisted(long more) {
        total += more;
    }

    public boolean isEmpty() {
        return total == 0;
    }

    /** Whether another one would be listed, so that it is worth some effort to describe. */
    public boolean hasRoom() {
        return listed.size() < LISTED;
    }

    public boolean ofRows() {
        return ofRows;
    }

    /** What the place of a record is called in a sentence. */
    public String placeWord() {
        return ofRows ? "row" : "line";
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
