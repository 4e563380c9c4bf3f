package org.collabenv.episodes.store.tables;

import org.jspecify.annotations.Nullable;

/** A row of {@code agent_types}. In a change, fields that are null stay as they are. */
public record AgentType(
        String typeId, @Nullable String typeName, @Nullable String description) {}
