package org.collabenv.episodes.store;

import java.util.List;

/** The ids of the definitions that a load created because they did not exist. */
public record Created(
        List<String> categories, List<String> sessions, List<String> agentTypes, List<String> properties) {}
