package org.collabenv.episodes.source.row;

import org.collabenv.episodes.source.header.ColumnRole;
import org.jspecify.annotations.Nullable;

/**
 * What a column of a file became.
 *
 * @param source its name in the file
 * @param target the column of {@code observations} or the property that it became
 * @param role what it is for
 * @param type how it was read: a property's data type (null for one that never had a value), {@code float} for a
 *     coordinate, {@code integer} or {@code label} for an agent, {@code frame}, {@code seconds} or the like for a time
 * @param values cells that held a value
 * @param nulls cells that held none
 * @param reason why it became that, for people
 */
public record ColumnSummary(
        String source,
        String target,
        ColumnRole role,
        @Nullable String type,
        long values,
        long nulls,
        String reason) {}
