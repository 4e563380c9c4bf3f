package org.collabenv.episodes.trajectory;

import java.util.Map;
import java.util.Set;

/**
 * What is defined in the database as a load begins.
 *
 * @param propertyTypes the type of each property that is defined with one of ours, by id
 * @param agentTypes the ids of the agent types
 */
public record Vocabulary(Map<String, PropertyType> propertyTypes, Set<String> agentTypes) {}
