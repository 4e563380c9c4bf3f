package org.collabenv.episodes.store.tables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.collabenv.episodes.store.Created;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.PropertyColumn;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.RecordBatch;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Creates the definitions that an episode refers to and the database does not have yet: its category and session, agent
 * types and properties.
 *
 * <p>Existing definitions are looked up first, which on PostgreSQL also locks them; a load that needs nothing new writes
 * nothing here.
 */
public final class LoadDefinitions {

    private static final String NO_KIND = "";

    private final Sql reading;
    private final Sql writing;
    private final List<String> categories = new ArrayList<>();
    private final List<String> sessions = new ArrayList<>();
    private final List<String> agentTypes = new ArrayList<>();
    private final List<String> properties = new ArrayList<>();

    /**
     * @param reading a connection that sees what is committed now
     * @param writing the connection with the transaction of the load; may be the same
     */
    public LoadDefinitions(Sql reading, Sql writing) {
        this.reading = reading;
        this.writing = writing;
    }

    public void defineSession(Episode episode) {
        Map<String, String> session = Map.of(episode.sessionId(), episode.categoryOrDefault());
        Map<String, String> existing = existing("existing_sessions", session.keySet());
        if (existing.isEmpty()) {
            define("existing_categories", "insert_category", noKind(session.values()), categories);
            existing = define("existing_sessions", "insert_session", session, sessions);
        }
        EpisodeTables.requireCategory(episode, existing.get(episode.sessionId()));
    }

    public void defineAgentTypes(Collection<String> ids) {
        define("existing_agent_types", "insert_agent_type", noKind(ids), agentTypes);
    }

    /**
     * Defines the properties that have a value.
     *
     * @throws IngestException if one of them is defined with another type, perhaps only since the load began
     */
    public void defineProperties(RecordBatch batch) {
        Map<String, String> wanted = new HashMap<>();
        for (PropertyColumn property : batch.properties()) {
            PropertyType type = property.type();
            if (type != null && property.hasValues()) {
                wanted.put(property.propertyId(), type.dataType());
            }
        }
        Map<String, String> existing = define("existing_properties", "insert_property", wanted, properties);
        for (PropertyColumn property : batch.properties()) {
            if (property.unit() != null && properties.contains(property.propertyId())) {
                writing.update("set_property_unit")
                        .bind("property_id", property.propertyId())
                        .bind("unit", property.unit())
                        .execute();
            }
        }
        existing.forEach((id, dataType) -> {
            if (!dataType.equalsIgnoreCase(wanted.get(id))) {
                throw new IngestException(
                        Problem.PROPERTY_TYPE_MISMATCH,
                        "The property '%s' is defined as '%s', but was read as %s from this file"
                                .formatted(id, dataType, wanted.get(id)));
            }
        });
    }

    /** Returns the definitions that were created. */
    public Created created() {
        return new Created(
                List.copyOf(categories), List.copyOf(sessions), List.copyOf(agentTypes), List.copyOf(properties));
    }

    /**
     * Inserts the definitions that are missing.
     *
     * @param wanted the ids, each with the second value that the statements call {@code kind}
     * @param created takes the ids that were inserted
     * @return the wanted definitions that existed before, with their kinds; after a race with another load, all of them
     */
    private Map<String, String> define(
            String existingStatement, String insertStatement, Map<String, String> wanted, List<String> created) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        Map<String, String> existing = existing(existingStatement, wanted.keySet());
        boolean raced = false;
        // The order of the ids keeps two loads that define the same from waiting for each other in a deadlock.
        for (String id : new TreeSet<>(wanted.keySet())) {
            if (!existing.containsKey(id)) {
                if (insert(insertStatement, id, wanted.get(id))) {
                    created.add(id);
                } else {
                    raced = true;
                }
            }
        }
        if (!raced) {
            return existing;
        }
        // Another load created a definition between the two statements: it exists now and has to be locked too.
        Map<String, String> now = existing(existingStatement, wanted.keySet());
        for (String id : wanted.keySet()) {
            if (!now.containsKey(id)) {
                throw justChanged(id);
            }
        }
        return now;
    }

    private boolean insert(String statement, String id, @Nullable String kind) {
        try (Update insert = writing.update(statement)) {
            return insert.bind("id", id).bind("kind", kind).execute() == 1;
        }
    }

    private Map<String, String> existing(String statement, Collection<String> ids) {
        return reading.query(statement)
                .bindArray("ids", String.class, ids)
                .map((row, context) -> Map.entry(row.getString("id"), Objects.toString(row.getString("kind"), NO_KIND)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, String> noKind(Collection<String> ids) {
        return ids.stream().collect(Collectors.toMap(id -> id, id -> NO_KIND));
    }

    private static IngestException justChanged(String id) {
        return new IngestException(
                Problem.DATABASE_BUSY,
                "Another request changed '%s' at the same moment; send the same upload again".formatted(id));
    }
}
