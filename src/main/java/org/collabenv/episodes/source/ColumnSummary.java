package org.collabenv.episodes.source;

import org.jspecify.annotations.Nullable;

/**
 * What a column of a file became.
 *
 * @param source its name in the file
 * @param target the column of {@code observations} or the property that it became
 * @param role what it is for
 * @param type {@code integer}, or a property's data type; null for a property that never had a value
 * @param values cells that held a value
 * @param nulls cells that held none
 */
public record ColumnSummary(
        String source,
        String target,
        ColumnRole role,
        @Nullable String type,
        long values,
        long nulls) {}
