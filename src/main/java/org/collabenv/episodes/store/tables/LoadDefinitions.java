package org.collabenv.episodes.store.tables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.collabenv.episodes.store.Created;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.batch.PropertyColumn;
import org.collabenv.episodes.trajectory.batch.RecordBatch;

/**
 * Creates the definitions that an episode refers to and the database does not have yet: its category and session, agent
 * types and properties.
 *
 * <p>Existing definitions are looked up first, by one statement, which on PostgreSQL also locks them; a load that needs
 * nothing new writes nothing here.
 */
public final class LoadDefinitions {

    private static final String NO_KIND = "";

    private final Sql reading;
    private final Sql writing;
    private final Runnable beforeInsert;
    private final List<String> categories = new ArrayList<>();
    private final Map<Table, List<String>> created = new EnumMap<>(Table.class);

    /** The tables, in the order in which every load locks their rows and inserts into them. */
    private enum Table {
        SESSIONS("insert_session"),
        AGENT_TYPES("insert_agent_type"),
        PROPERTY_DEFINITIONS("insert_property");

        private final String insert;

        Table(String insert) {
            this.insert = insert;
        }
    }

    /**
     * Ids by table, each with what its row says beside the id: a session's category, a property's data type. Ids are
     * sorted, so that two loads that define the same do not wait for each other in a deadlock.
     */
    private record Definitions(Map<Table, TreeMap<String, String>> byTable) {

        Definitions() {
            this(new EnumMap<>(Table.class));
            for (Table table : Table.values()) {
                byTable.put(table, new TreeMap<>());
            }
        }

        Map<String, String> of(Table table) {
            return Objects.requireNonNull(byTable.get(table));
        }
    }

    /** The file with which a session begins. */
    private String source = "";

    /**
     * @param reading a connection that sees what is committed now
     * @param writing the connection with the transaction of the load; may be the same
     * @param beforeInsert runs before each insert
     */
    public LoadDefinitions(Sql reading, Sql writing, Runnable beforeInsert) {
        this.reading = reading;
        this.writing = writing;
        this.beforeInsert = beforeInsert;
        for (Table table : Table.values()) {
            created.put(table, new ArrayList<>());
        }
    }

    public void defineSession(Episode episode) {
        source = episode.fileName();
        Definitions wanted = new Definitions();
        add(episode, wanted);
        requireCategory(episode, define(wanted));
    }

    public void defineAgentTypes(RecordBatch batch) {
        Definitions wanted = new Definitions();
        addAgentTypes(batch, wanted);
        define(wanted);
    }

    /**
     * Defines the properties that have a value.
     *
     * @throws IngestException if one of them is defined with another type, perhaps only since the load began
     */
    public void defineProperties(RecordBatch batch) {
        Definitions wanted = new Definitions();
        addProperties(batch, wanted);
        requireTypes(wanted, defineWithUnits(batch, wanted));
    }

    /**
     * Defines the session of an episode, and the agent types and properties that have a row.
     *
     * @throws IngestException if a property is defined with another type, perhaps only since the load began
     */
    public void defineAll(Episode episode, RecordBatch batch) {
        source = episode.fileName();
        Definitions wanted = new Definitions();
        add(episode, wanted);
        addAgentTypes(batch, wanted);
        addProperties(batch, wanted);
        Definitions existing = defineWithUnits(batch, wanted);
        requireCategory(episode, existing);
        requireTypes(wanted, existing);
    }

    private static void add(Episode episode, Definitions wanted) {
        wanted.of(Table.SESSIONS).put(episode.sessionId(), episode.categoryOrDefault());
    }

    private static void addAgentTypes(RecordBatch batch, Definitions wanted) {
        batch.agentTypes().usedIds().forEach(id -> wanted.of(Table.AGENT_TYPES).put(id, NO_KIND));
    }

    private static void addProperties(RecordBatch batch, Definitions wanted) {
        for (PropertyColumn property : batch.properties()) {
            PropertyType type = property.type();
            if (type != null && property.hasValues()) {
                wanted.of(Table.PROPERTY_DEFINITIONS).put(property.propertyId(), type.dataType());
            }
        }
    }

    private static void requireCategory(Episode episode, Definitions existing) {
        EpisodeTables.requireCategory(episode, existing.of(Table.SESSIONS).get(episode.sessionId()));
    }

    private static void requireTypes(Definitions wanted, Definitions existing) {
        existing.of(Table.PROPERTY_DEFINITIONS).forEach((id, dataType) -> {
            String read = wanted.of(Table.PROPERTY_DEFINITIONS).get(id);
            if (!dataType.equalsIgnoreCase(read)) {
                throw new IngestException(
                        Problem.PROPERTY_TYPE_MISMATCH,
                        "The property '%s' is defined as '%s', but was read as %s from this file"
                                .formatted(id, dataType, read));
            }
        });
    }

    /** Returns the definitions that were created. */
    public Created created() {
        return new Created(
                List.copyOf(categories),
                List.copyOf(createdIn(Table.SESSIONS)),
                List.copyOf(createdIn(Table.AGENT_TYPES)),
                List.copyOf(createdIn(Table.PROPERTY_DEFINITIONS)));
    }

    private List<String> createdIn(Table table) {
        return Objects.requireNonNull(created.get(table));
    }

    private Definitions defineWithUnits(RecordBatch batch, Definitions wanted) {
        Definitions existing = define(wanted);
        for (PropertyColumn property : batch.properties()) {
            if (property.unit() != null && createdIn(Table.PROPERTY_DEFINITIONS).contains(property.propertyId())) {
                writing.update("set_property_unit")
                        .bind("property_id", property.propertyId())
                        .bind("unit", property.unit())
                        .execute();
            }
        }
        return existing;
    }

    /**
     * Inserts the definitions that are missing.
     *
     * @return the wanted definitions that existed before; after a race with another load, all of them
     */
    private Definitions define(Definitions wanted) {
        Definitions existing = existing(wanted);
        boolean raced = false;
        for (Table table : Table.values()) {
            for (Map.Entry<String, String> definition : wanted.of(table).entrySet()) {
                if (!existing.of(table).containsKey(definition.getKey())) {
                    raced |= !create(table, definition.getKey(), definition.getValue());
                }
            }
        }
        if (!raced) {
            return existing;
        }
        // Another load created a definition between the two statements: it exists now and has to be locked too.
        Definitions now = existing(wanted);
        for (Table table : Table.values()) {
            for (String id : wanted.of(table).keySet()) {
                if (!now.of(table).containsKey(id)) {
                    throw justChanged(id);
                }
            }
        }
        return now;
    }

    /** Returns false if another load has created the definition meanwhile. */
    private boolean create(Table table, String id, String kind) {
        beforeInsert.run();
        if (table == Table.SESSIONS) {
            defineCategory(kind);
        }
        boolean inserted = table == Table.SESSIONS ? insertSession(id, kind) : insert(table.insert, id, kind);
        if (inserted) {
            createdIn(table).add(id);
        }
        return inserted;
    }

    private void defineCategory(String id) {
        if (!lockCategory(id)) {
            if (insert("insert_category", id, NO_KIND)) {
                categories.add(id);
            } else if (!lockCategory(id)) {
                throw justChanged(id);
            }
        }
    }

    /** Returns false if there is no such category. */
    private boolean lockCategory(String id) {
        return reading.query("lock_category")
                .bind("category_id", id)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    /** Inserts a session that says where it came from. */
    private boolean insertSession(String id, String category) {
        return writing.update(Table.SESSIONS.insert)
                        .bind("id", id)
                        .bind("session_name", SessionOrigin.name(id))
                        .bind("kind", category)
                        .bind("metadata", SessionOrigin.metadata(source))
                        .execute()
                == 1;
    }

    private boolean insert(String statement, String id, String kind) {
        return writing.update(statement).bind("id", id).bind("kind", kind).execute() == 1;
    }

    private Definitions existing(Definitions wanted) {
        Definitions existing = new Definitions();
        reading.query("existing_definitions")
                .bindArray("sessions", String.class, ids(wanted, Table.SESSIONS))
                .bindArray("agent_types", String.class, ids(wanted, Table.AGENT_TYPES))
                .bindArray("properties", String.class, ids(wanted, Table.PROPERTY_DEFINITIONS))
                .map((row, context) -> existing.of(Table.valueOf(row.getString("in_table")))
                        .put(row.getString("id"), Objects.toString(row.getString("kind"), NO_KIND)))
                .list();
        return existing;
    }

    private static Collection<String> ids(Definitions wanted, Table table) {
        return wanted.of(table).keySet();
    }

    private static IngestException justChanged(String id) {
        return new IngestException(
                Problem.DATABASE_BUSY,
                "Another request changed '%s' at the same moment; send the same upload again".formatted(id));
    }
}
