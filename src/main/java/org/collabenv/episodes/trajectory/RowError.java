package org.collabenv.episodes.trajectory;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one row of a file.
 *
 * @param place where the row is: the physical line that it starts on, the header counted, or a row of a Parquet file
 * @param column the column as the file names it; null when the row as a whole is wrong
 * @param value the offending text, shortened if it is long; null when there is none
 * @param code a word for programs, for example {@code not_a_number}
 * @param message a sentence for people
 */
public record RowError(
        long place, @Nullable String column, @Nullable String value, String code, String message) {}
