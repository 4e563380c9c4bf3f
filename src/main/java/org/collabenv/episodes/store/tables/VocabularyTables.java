package org.collabenv.episodes.store.tables;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.Vocabulary;
import org.jspecify.annotations.Nullable;

/** The tables {@code property_definitions} and {@code agent_types}, which the episodes of a lab share. */
public final class VocabularyTables {

    private final Database database;

    public VocabularyTables(Database database) {
        this.database = database;
    }

    /** Returns the vocabulary as a transaction sees it. */
    public static Vocabulary read(Sql sql) {
        Map<String, PropertyType> types = new HashMap<>();
        Set<String> agentTypeIds = new HashSet<>();
        sql.query("vocabulary")
                .map((row, context) -> {
                    String id = row.getString("id");
                    if (row.getBoolean("is_property")) {
                        PropertyType.of(row.getString("data_type")).ifPresent(type -> types.put(id, type));
                    } else {
                        agentTypeIds.add(id);
                    }
                    return id;
                })
                .list();
        return new Vocabulary(types, agentTypeIds);
    }

    /** Returns all property definitions by id. */
    public List<PropertyDefinition> properties() {
        return database.read(sql -> properties(sql, null));
    }

    public Optional<PropertyDefinition> property(String propertyId) {
        return database.read(sql -> properties(sql, propertyId).stream().findFirst());
    }

    /**
     * Defines a property, or changes the given fields of its definition.
     *
     * @return whether the definition is new
     * @throws IngestException if the type would change although there are values of the property
     */
    public boolean put(PropertyDefinition definition) {
        return database.change(sql -> {
            Optional<String> type = sql.query("property_type_to_change")
                    .bind("property_id", definition.propertyId())
                    .mapTo(String.class)
                    .findOne();
            String wanted = definition.dataType();
            if (type.isPresent() && wanted != null && !wanted.equalsIgnoreCase(type.get())) {
                requireNoValues(sql, definition.propertyId(), type.get());
            }
            sql.update("put_property_definition")
                    .bind("property_id", definition.propertyId())
                    .bind("property_name", definition.propertyName())
                    .bind("data_type", wanted)
                    .bind("description", definition.description())
                    .bind("unit", definition.unit())
                    .execute();
            return type.isEmpty();
        });
    }

    private static void requireNoValues(Sql sql, String propertyId, String type) {
        boolean hasValues = sql.query("property_has_values")
                .bind("property_id", propertyId)
                .mapTo(Boolean.class)
                .one();
        if (hasValues) {
            throw new IngestException(
                    Problem.DEFINITION_IN_USE,
                    "The property '%s' is defined as %s and has values: its type cannot change"
                            .formatted(propertyId, type));
        }
    }

    /** Returns all agent types by id. */
    public List<AgentType> agentTypes() {
        return database.read(sql -> agentTypes(sql, null));
    }

    public Optional<AgentType> agentType(String typeId) {
        return database.read(sql -> agentTypes(sql, typeId).stream().findFirst());
    }

    /**
     * Defines an agent type, or changes the given fields of its definition.
     *
     * @return whether the definition is new
     */
    public boolean put(AgentType type) {
        return database.change(sql -> {
            boolean exists = !agentTypes(sql, type.typeId()).isEmpty();
            sql.update("put_agent_type")
                    .bind("type_id", type.typeId())
                    .bind("type_name", type.typeName())
                    .bind("description", type.description())
                    .execute();
            return !exists;
        });
    }

    private static List<PropertyDefinition> properties(Sql sql, @Nullable String propertyId) {
        return sql.query("property_definitions")
                .bind("property_id", propertyId)
                .mapTo(PropertyDefinition.class)
                .list();
    }

    private static List<AgentType> agentTypes(Sql sql, @Nullable String typeId) {
        return sql.query("agent_types")
                .bind("type_id", typeId)
                .mapTo(AgentType.class)
                .list();
    }
}
