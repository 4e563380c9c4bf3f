package org.collabenv.episodes.store.tables;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A session.
 *
 * @param createdAt in the database's time zone
 * @param config the config as JSON; null if there is none
 * @param metadata the metadata as JSON; null if there are none
 */
public record SessionRow(
        String sessionId,
        String sessionName,
        String categoryId,
        @Nullable LocalDateTime createdAt,
        @Nullable String config,
        @Nullable String metadata) {}
