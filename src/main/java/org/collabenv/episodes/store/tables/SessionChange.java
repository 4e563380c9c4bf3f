package org.collabenv.episodes.store.tables;

import org.jspecify.annotations.Nullable;

/**
 * The fields of a session to write. A field that is null stays as it is, or gets its default if the session is new.
 *
 * @param config the config as JSON
 * @param metadata the metadata as JSON
 */
public record SessionChange(
        @Nullable String sessionName,
        @Nullable String categoryId,
        @Nullable String config,
        @Nullable String metadata) {}
