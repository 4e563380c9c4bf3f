package org.collabenv.episodes.store.tables;

import org.jspecify.annotations.Nullable;

/** A row of {@code property_definitions}. In a change, fields that are null stay as they are. */
public record PropertyDefinition(
        String propertyId,
        @Nullable String propertyName,
        @Nullable String dataType,
        @Nullable String description,
        @Nullable String unit) {}
