package org.collabenv.episodes.store.tables;

import org.jspecify.annotations.Nullable;

/** A type of agents, as its row says; in a change, what is null stays as it is. */
public record AgentType(
        String typeId, @Nullable String typeName, @Nullable String description) {}
