package org.collabenv.episodes.trajectory;

import org.jspecify.annotations.Nullable;

/**
 * An error in one row of a file.
 *
 * @param place the place of the row: the physical line on which it starts, counting the header, or a row of a Parquet
 *     file
 * @param column the column as the file names it; null if the row as a whole is wrong
 * @param value the wrong value, shortened if it is long; null if there is none
 * @param code a word for programs, for example {@code not_a_number}
 * @param message a sentence for people
 */
public record RowError(
        long place, @Nullable String column, @Nullable String value, String code, String message) {}
