package org.collabenv.episodes.source;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.Vocabulary;
import org.collabenv.episodes.trajectory.batch.PropertyColumn;
import org.collabenv.episodes.trajectory.batch.RecordBatch;

/** Refuses a file that needs a definition that does not exist; the database is asked once about each. */
final class FrozenVocabulary {

    private final Vocabulary vocabulary;
    private final Set<String> properties = new HashSet<>();
    private final Set<String> agentTypes = new HashSet<>();

    FrozenVocabulary(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** @throws IngestException if the rows so far need a definition that does not exist */
    void require(RecordBatch batch) {
        Set<String> newProperties = new TreeSet<>();
        for (PropertyColumn property : batch.properties()) {
            if (property.hasValues() && properties.add(property.propertyId())) {
                newProperties.add(property.propertyId());
            }
        }
        Set<String> newTypes = new TreeSet<>(batch.agentTypes().usedIds());
        newTypes.removeIf(type -> !agentTypes.add(type));

        Set<String> unknown = new TreeSet<>();
        if (!newProperties.isEmpty()) {
            addUnknown(
                    "the property",
                    newProperties,
                    vocabulary.propertyTypes(newProperties).keySet(),
                    unknown);
        }
        if (!newTypes.isEmpty()) {
            addUnknown("the agent type", newTypes, vocabulary.agentTypes(newTypes), unknown);
        }
        if (!unknown.isEmpty()) {
            throw new IngestException(
                    Problem.NOT_DEFINED,
                    "With schema_contract=freeze nothing new is defined, but the file has "
                            + String.join(", ", unknown));
        }
    }

    private static void addUnknown(String what, Set<String> needed, Collection<String> defined, Set<String> unknown) {
        for (String id : needed) {
            if (!defined.contains(id)) {
                unknown.add("%s '%s'".formatted(what, id));
            }
        }
    }
}
