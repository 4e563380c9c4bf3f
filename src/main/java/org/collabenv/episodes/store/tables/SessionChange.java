package org.collabenv.episodes.store.tables;

import org.jspecify.annotations.Nullable;

/**
 * What is to be written of a session; what is null stays as it is, or gets its default.
 *
 * @param config as JSON
 * @param metadata as JSON
 */
public record SessionChange(
        @Nullable String sessionName,
        @Nullable String categoryId,
        @Nullable String config,
        @Nullable String metadata) {}
