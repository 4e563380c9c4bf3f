package org.collabenv.episodes.trajectory;

import java.util.Map;
import java.util.Set;

/**
 * The definitions that exist in the database when a load begins.
 *
 * @param propertyTypes the type of each property that is defined with a known type, by id
 * @param agentTypes the ids of the agent types
 */
public record Vocabulary(Map<String, PropertyType> propertyTypes, Set<String> agentTypes) {}
