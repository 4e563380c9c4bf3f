package org.collabenv.episodes.store;

import java.util.List;

/** What a load defined because nothing of that id was there, by id. */
public record Created(
        List<String> categories, List<String> sessions, List<String> agentTypes, List<String> properties) {}
