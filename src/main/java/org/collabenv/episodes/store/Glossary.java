package org.collabenv.episodes.store;

import java.util.List;
import java.util.Optional;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** The words that a lab's episodes share: what properties and agent types mean. */
public final class Glossary {

    private final Jdbi jdbi;
    private final Statements statements;
    private final Changes changes;

    public Glossary(Jdbi jdbi, Statements statements, Changes changes) {
        this.jdbi = jdbi.registerRowMapper(ConstructorMapper.factory(PropertyDefinition.class))
                .registerRowMapper(ConstructorMapper.factory(AgentType.class));
        this.statements = statements;
        this.changes = changes;
    }

    /** Every property that is defined, by id. */
    public List<PropertyDefinition> properties() {
        return DatabaseFailures.translating(() -> jdbi.withHandle(handle -> properties(handle, null)));
    }

    public Optional<PropertyDefinition> property(String propertyId) {
        return DatabaseFailures.translating(() -> jdbi.withHandle(
                handle -> properties(handle, propertyId).stream().findFirst()));
    }

    /**
     * Defines a property, or changes what is not null of one that is defined.
     *
     * @return whether it is new
     * @throws IngestException if its type would change although there are values of it
     */
    public boolean put(PropertyDefinition definition) {
        return DatabaseFailures.translating(() -> changes.inTransaction(handle -> {
            Optional<String> type = handle.createQuery(statements.get("property_type_to_change"))
                    .bind("property_id", definition.propertyId())
                    .mapTo(String.class)
                    .findOne();
            String wanted = definition.dataType();
            if (type.isPresent() && wanted != null && !wanted.equalsIgnoreCase(type.get())) {
                requireNoValues(handle, definition.propertyId(), type.get());
            }
            handle.createUpdate(statements.shared("put_property_definition"))
                    .bind("property_id", definition.propertyId())
                    .bind("property_name", definition.propertyName())
                    .bind("data_type", wanted)
                    .bind("description", definition.description())
                    .bind("unit", definition.unit())
                    .execute();
            return type.isEmpty();
        }));
    }

    private void requireNoValues(Handle handle, String propertyId, String type) {
        boolean hasValues = handle.createQuery(statements.shared("property_has_values"))
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

    /** Every agent type that is defined, by id. */
    public List<AgentType> agentTypes() {
        return DatabaseFailures.translating(() -> jdbi.withHandle(handle -> agentTypes(handle, null)));
    }

    public Optional<AgentType> agentType(String typeId) {
        return DatabaseFailures.translating(() ->
                jdbi.withHandle(handle -> agentTypes(handle, typeId).stream().findFirst()));
    }

    /**
     * Defines an agent type, or changes what is not null of one that is defined.
     *
     * @return whether it is new
     */
    public boolean put(AgentType type) {
        return DatabaseFailures.translating(() -> changes.inTransaction(handle -> {
            boolean there = !agentTypes(handle, type.typeId()).isEmpty();
            handle.createUpdate(statements.shared("put_agent_type"))
                    .bind("type_id", type.typeId())
                    .bind("type_name", type.typeName())
                    .bind("description", type.description())
                    .execute();
            return !there;
        }));
    }

    private List<PropertyDefinition> properties(Handle handle, @Nullable String propertyId) {
        return handle.createQuery(statements.shared("property_definitions"))
                .bind("property_id", propertyId)
                .mapTo(PropertyDefinition.class)
                .list();
    }

    private List<AgentType> agentTypes(Handle handle, @Nullable String typeId) {
        return handle.createQuery(statements.shared("agent_types"))
                .bind("type_id", typeId)
                .mapTo(AgentType.class)
                .list();
    }
}
