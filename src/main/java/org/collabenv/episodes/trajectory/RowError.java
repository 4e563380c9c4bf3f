package org.collabenv.episodes.trajectory;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one row of a file.
 *
 * @param line the physical line that the record starts on, the header counted
 * @param column the column as the file names it; null when the row as a whole is wrong
 * @param value the offending text, shortened if it is long; null when there is none
 * @param code a word for programs, for example {@code not_a_number}
 * @param message a sentence for people
 */
public record RowError(
        long line, @Nullable String column, @Nullable String value, String code, String message) {}
