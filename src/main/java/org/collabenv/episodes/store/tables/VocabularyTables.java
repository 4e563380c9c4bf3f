package org.collabenv.episodes.store.tables;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.Vocabulary;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The tables {@code property_definitions} and {@code agent_types}, which the episodes of a lab share. */
public final class VocabularyTables {

    private static final Deletion PROPERTY = new Deletion(
            "property_id",
            "property_type_to_change",
            "property_has_values",
            "delete_property",
            "The property '%s' has values");
    private static final Deletion AGENT_TYPE = new Deletion(
            "type_id",
            "agent_type_to_delete",
            "agent_type_has_observations",
            "delete_agent_type",
            "The agent type '%s' has observations");

    private final Database database;

    /**
     * The statements that delete a definition unless it is used.
     *
     * @param idName the parameter of each of them
     * @param locks returns a column of the definition, and locks it
     * @param uses returns whether anything refers to it
     * @param refusal the sentence about one that is used
     */
    private record Deletion(String idName, String locks, String uses, String deletes, String refusal) {}

    public VocabularyTables(Database database) {
        this.database = database;
    }

    /** Returns the definitions as they are whenever they are asked for. */
    public Vocabulary vocabulary() {
        return new Vocabulary() {
            @Override
            public Map<String, PropertyType> propertyTypes(Collection<String> propertyIds) {
                return database.read(sql -> VocabularyTables.propertyTypes(sql, propertyIds));
            }

            @Override
            public Set<String> agentTypes(Collection<String> typeIds) {
                return database.read(sql -> existingAgentTypes(sql, typeIds));
            }
        };
    }

    /** Returns the types of those of the properties that are defined with a known type, by id. */
    static Map<String, PropertyType> propertyTypes(Sql sql, Collection<String> propertyIds) {
        Map<String, PropertyType> types = new HashMap<>();
        sql.query("property_types")
                .bindArray("property_ids", String.class, propertyIds)
                .map((row, context) -> {
                    String id = row.getString("property_id");
                    PropertyType.of(row.getString("data_type")).ifPresent(type -> types.put(id, type));
                    return id;
                })
                .list();
        return types;
    }

    /** Returns those of the agent types that are defined. */
    static Set<String> existingAgentTypes(Sql sql, Collection<String> typeIds) {
        return sql.query("existing_agent_types")
                .bindArray("type_ids", String.class, typeIds)
                .mapTo(String.class)
                .collectIntoSet();
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
            boolean isNew = insert(sql, definition);
            if (!isNew) {
                // The type is read once the row is locked: a load may have defined it a moment ago.
                change(sql, definition);
            }
            return isNew;
        });
    }

    private static boolean insert(Sql sql, PropertyDefinition definition) {
        return bind(sql.update("define_property"), definition).execute() > 0;
    }

    private static void change(Sql sql, PropertyDefinition definition) {
        String type = sql.query("property_type_to_change")
                .bind("property_id", definition.propertyId())
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> justDeleted(definition.propertyId()));
        String wanted = definition.dataType();
        if (wanted != null && !wanted.equalsIgnoreCase(type) && isUsed(sql, PROPERTY, definition.propertyId())) {
            throw new IngestException(
                    Problem.DEFINITION_IN_USE,
                    "The property '%s' is defined as %s and has values: its type cannot change"
                            .formatted(definition.propertyId(), type));
        }
        bind(sql.update("change_property"), definition).execute();
    }

    private static Update bind(Update statement, PropertyDefinition definition) {
        return statement
                .bind("property_id", definition.propertyId())
                .bind("property_name", definition.propertyName())
                .bind("data_type", definition.dataType())
                .bind("description", definition.description())
                .bind("unit", definition.unit());
    }

    private static IngestException justDeleted(String id) {
        return new IngestException(
                Problem.DATABASE_BUSY, "Another request deleted '%s' at the same moment; send it again".formatted(id));
    }

    /**
     * Deletes the definition of a property that has no values.
     *
     * @return false if there is no such definition
     * @throws IngestException if there are values of the property
     */
    public boolean deleteProperty(String propertyId) {
        return delete(propertyId, PROPERTY);
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

    /**
     * Deletes the definition of an agent type that no observation has.
     *
     * @return false if there is no such definition
     * @throws IngestException if there are observations of the type
     */
    public boolean deleteAgentType(String typeId) {
        return delete(typeId, AGENT_TYPE);
    }

    private boolean delete(String id, Deletion statements) {
        return database.change(sql -> {
            boolean exists = sql.query(statements.locks())
                    .bind(statements.idName(), id)
                    .mapTo(String.class)
                    .findOne()
                    .isPresent();
            if (!exists) {
                return false;
            }
            if (isUsed(sql, statements, id)) {
                throw new IngestException(
                        Problem.DEFINITION_IN_USE, statements.refusal().formatted(id));
            }
            sql.update(statements.deletes()).bind(statements.idName(), id).execute();
            return true;
        });
    }

    private static boolean isUsed(Sql sql, Deletion statements, String id) {
        return sql.query(statements.uses())
                .bind(statements.idName(), id)
                .mapTo(Boolean.class)
                .one();
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
