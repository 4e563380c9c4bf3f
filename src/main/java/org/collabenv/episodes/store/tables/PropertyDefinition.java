package org.collabenv.episodes.store.tables;

import org.jspecify.annotations.Nullable;

/** A property that observations may have, as its row says; in a change, what is null stays as it is. */
public record PropertyDefinition(
        String propertyId,
        @Nullable String propertyName,
        @Nullable String dataType,
        @Nullable String description,
        @Nullable String unit) {}
