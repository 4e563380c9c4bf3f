package org.collabenv.episodes.source.row;

import org.collabenv.episodes.source.header.ColumnRole;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of reading one column of a file.
 *
 * @param source its name in the file
 * @param target the column of {@code observations} or the property that it became
 * @param role its purpose
 * @param type how it was read: the data type of a property (null if it never had a value), {@code float} for a
 *     coordinate, {@code integer} or {@code label} for an agent, {@code integer}, {@code seconds} or {@code timestamp}
 *     for a time
 * @param values the number of cells with a value
 * @param nulls the number of cells without a value
 * @param reason the reason for the target, for people
 */
public record ColumnSummary(
        String source,
        String target,
        ColumnRole role,
        @Nullable String type,
        long values,
        long nulls,
        String reason) {}
