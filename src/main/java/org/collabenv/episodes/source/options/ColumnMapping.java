package org.collabenv.episodes.source.options;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The targets of columns as an upload gives them; they override the table of names.
 *
 * @param targets the target of each column, by the column's name in the file
 */
public record ColumnMapping(Map<String, Target> targets) {

    /** The mapping of an upload that gives none. */
    public static final ColumnMapping NONE = new ColumnMapping(Map.of());

    public ColumnMapping {
        targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
    }

    /** Returns the mapping without a column. */
    public ColumnMapping without(String column) {
        return only(name -> !name.equals(column));
    }

    /** Returns the mapping of some of its columns. */
    public ColumnMapping only(Predicate<String> columns) {
        Map<String, Target> some = new LinkedHashMap<>(targets);
        some.keySet().removeIf(columns.negate());
        return new ColumnMapping(some);
    }

    /**
     * The target of one column.
     *
     * @param name a column of {@code observations}, one of the names for it, or a property; empty to keep the column's
     *     own name as a property, or to drop the column if {@code readAs} is null too
     * @param readAs how to read the cells; null to detect it from them
     */
    public record Target(String name, @Nullable ReadAs readAs) {

        /** Parses {@code name}, {@code name:word} or {@code :word}; a colon before any other word is part of the name. */
        public static Target parse(String text) {
            int colon = text.lastIndexOf(':');
            if (colon >= 0) {
                Optional<ReadAs> readAs =
                        ReadAs.of(text.substring(colon + 1).strip().toLowerCase(Locale.ROOT));
                if (readAs.isPresent()) {
                    return new Target(text.substring(0, colon).strip(), readAs.get());
                }
            }
            return new Target(text.strip(), null);
        }

        /** Returns the target as {@link #parse} accepts it. */
        public String text() {
            return readAs == null ? name : name + ":" + readAs.word();
        }

        /** Returns whether the column is dropped. */
        public boolean drops() {
            return name.isEmpty() && readAs == null;
        }
    }
}
