package org.collabenv.episodes.store.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * A page of a table's rows in the order of their ids.
 *
 * @param isLast whether no row follows
 */
public record RowPage<T>(List<T> rows, boolean isLast) {

    /** The characters of documents after which a page ends, since all of it is in memory at once. */
    static final int FULL_CHARS = 8 << 20;

    /**
     * Reads a page.
     *
     * @param page has the parameter {@code limit} and the column {@code found}, the number of rows up to the limit; it may
     *     return fewer if their documents are long
     * @param most the most rows of the page
     */
    static <T> RowPage<T> read(Query page, Class<T> type, int most) {
        List<T> rows = new ArrayList<>();
        List<Long> found = new ArrayList<>();
        // One row more than the page has tells whether there is another page.
        page.bind("limit", most + 1)
                .map((row, context) -> {
                    RowMapper<T> mapper = context.findRowMapperFor(type).orElseThrow();
                    found.add(row.getLong("found"));
                    rows.add(mapper.map(row, context));
                    return true;
                })
                .list();
        List<T> taken = rows.subList(0, Math.min(most, rows.size()));
        return new RowPage<>(taken, found.isEmpty() || found.get(0) == taken.size());
    }

    /** Returns the id after which the next page begins; null if this is the last one. */
    public @Nullable String next(Function<T, String> id) {
        return isLast ? null : id.apply(rows.get(rows.size() - 1));
    }

    /** Returns a page of what becomes of each row. */
    public <R> RowPage<R> map(Function<T, R> function) {
        return new RowPage<>(rows.stream().map(function).toList(), isLast);
    }
}
