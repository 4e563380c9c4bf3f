package org.collabenv.episodes.trajectory;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** The definitions in the database. A lab may have very many, so each question reads only those that it asks for. */
public interface Vocabulary {

    /** Returns the types of those of the properties that are defined with a known type, by id. */
    Map<String, PropertyType> propertyTypes(Collection<String> propertyIds);

    /** Returns those of the agent types that are defined. */
    Set<String> agentTypes(Collection<String> typeIds);
}
