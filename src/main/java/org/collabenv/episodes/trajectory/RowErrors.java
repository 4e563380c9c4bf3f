package org.collabenv.episodes.trajectory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The errors of a file's rows: all are counted, the first {@value #LISTED} are kept. */
public final class RowErrors {

    /** The number of errors that an answer lists. */
    public static final int LISTED = 100;

    private static final int LONGEST_VALUE = 100;
    private static final String EARLIER_ROW = "An earlier row";

    private final boolean ofRows;
    private final List<RowError> listed = new ArrayList<>();
    private final List<RepeatedKey> unlocated = new ArrayList<>();
    private final Map<Kind, Long> counts = new LinkedHashMap<>();
    private long total;

    /**
     * A listed error whose row repeats the key of an earlier row, kept until the place of the earlier row is known.
     *
     * @param predicate the rest of the sentence after "An earlier row"
     */
    private record RepeatedKey(int index, ObservationKey key, String predicate) {}

    /**
     * A kind of errors.
     *
     * @param column the column as the file names it; null for errors of rows as a whole
     * @param code a word for programs
     */
    public record Kind(@Nullable String column, String code) {}

    /** @param ofRows whether places are rows, as in a Parquet file; otherwise they are lines of a text file */
    public RowErrors(boolean ofRows) {
        this.ofRows = ofRows;
    }

    public void add(long place, @Nullable String column, @Nullable String value, String code, String message) {
        add(new Kind(column, code), place, column, value, message);
    }

    /**
     * Adds an error of a column.
     *
     * @param shown the name by which a person finds the cell
     */
    public void add(Kind kind, long place, @Nullable String shown, @Nullable String value, String message) {
        total++;
        counts.merge(kind, 1L, Long::sum);
        if (listed.size() < LISTED) {
            listed.add(new RowError(place, shown, value == null ? null : shortened(value), kind.code(), message));
        }
    }

    /**
     * Adds the error of a row whose key is that of an earlier row. {@link #locate} adds the place of the earlier row.
     *
     * @param shown the name by which a person finds the cell
     * @param predicate the rest of the sentence after "An earlier row"
     */
    public void addRepeated(
            long place, String column, @Nullable String shown, String value, ObservationKey key, String predicate) {
        if (hasRoom()) {
            unlocated.add(new RepeatedKey(listed.size(), key, predicate));
        }
        add(new Kind(column, "duplicate_key"), place, shown, value, EARLIER_ROW + predicate);
    }

    /** Returns the keys of the listed errors for which the place of the earlier row is still unknown. */
    public List<ObservationKey> unlocatedKeys() {
        return unlocated.stream().map(RepeatedKey::key).distinct().toList();
    }

    /**
     * Completes the errors of rows that repeat a key.
     *
     * @param where the place of the earlier row in words, for example {@code line 7}
     */
    public void locate(ObservationKey key, String where) {
        unlocated.removeIf(repeated -> {
            boolean found = repeated.key().equals(key);
            if (found) {
                RowError error = listed.get(repeated.index());
                String message = "%s (%s)%s".formatted(EARLIER_ROW, where, repeated.predicate());
                listed.set(
                        repeated.index(),
                        new RowError(error.place(), error.column(), error.value(), error.code(), message));
            }
            return found;
        });
    }

    /** Adds a number of errors that are counted but not described. */
    public void addUnlisted(long more) {
        total += more;
    }

    public boolean isEmpty() {
        return total == 0;
    }

    /** Returns how many errors of each kind there are, in the order in which they came; unlisted ones are in none. */
    public Map<Kind, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /** Returns whether another error would be listed, so that it is worth describing. */
    public boolean hasRoom() {
        return listed.size() < LISTED;
    }

    public boolean ofRows() {
        return ofRows;
    }

    /** Returns the word for the place of a record in a sentence. */
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
