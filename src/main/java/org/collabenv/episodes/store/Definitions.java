package org.collabenv.episodes.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.collabenv.episodes.trajectory.AgentLabels.AgentLabel;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.PropertyColumn;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.RecordBatch;
import org.collabenv.episodes.trajectory.Rejects;
import org.collabenv.episodes.trajectory.Vocabulary;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Stores an episode's own row, and defines what it refers to and the database does not have yet: its category and
 * session, agent types and properties.
 *
 * <p>What is there is looked up first, which on PostgreSQL also locks it, so that the usual load, which needs nothing
 * new, writes nothing here.
 */
public final class Definitions {

    private static final String NO_KIND = "";

    private final Statements statements;
    private final Handle reading;
    private final Handle writing;
    private final List<String> categories = new ArrayList<>();
    private final List<String> sessions = new ArrayList<>();
    private final List<String> agentTypes = new ArrayList<>();
    private final List<String> properties = new ArrayList<>();

    /**
     * @param reading sees what is committed now
     * @param writing the load's transaction; may be the same
     */
    public Definitions(Statements statements, Handle reading, Handle writing) {
        this.statements = statements;
        this.reading = reading;
        this.writing = writing;
    }

    public void defineSession(Episode episode) {
        Map<String, String> session = Map.of(episode.sessionId(), episode.categoryOrDefault());
        Map<String, String> there = existing("existing_sessions", session.keySet());
        if (there.isEmpty()) {
            define("existing_categories", "insert_category", noKind(session.values()), categories);
            there = define("existing_sessions", "insert_session", session, sessions);
        }
        Preconditions.requireCategory(episode, there.get(episode.sessionId()));
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
        Map<String, String> there = define("existing_properties", "insert_property", wanted, properties);
        for (PropertyColumn property : batch.properties()) {
            if (property.unit() != null && properties.contains(property.propertyId())) {
                writing.createUpdate(statements.shared("set_property_unit"))
                        .bind("property_id", property.propertyId())
                        .bind("unit", property.unit())
                        .execute();
            }
        }
        there.forEach((id, dataType) -> {
            if (!dataType.equalsIgnoreCase(wanted.get(id))) {
                throw new IngestException(
                        Problem.PROPERTY_TYPE_MISMATCH,
                        "The property '%s' is defined as '%s', but was read as %s from this file"
                                .formatted(id, dataType, wanted.get(id)));
            }
        });
    }

    /**
     * Stores the episode's own row.
     *
     * @param numFrames highest frame number + 1
     * @param numAgents distinct agent ids
     */
    public void insertEpisode(Episode episode, int episodeNumber, int numFrames, int numAgents) {
        bound(writing.createUpdate(statements.shared("insert_episode")), episode, episodeNumber)
                .bind("num_frames", numFrames)
                .bind("num_agents", numAgents)
                .execute();
    }

    /** Gives a statement what is known of an episode before its file is read. */
    public static <S extends SqlStatement<S>> S bound(S statement, Episode episode, int episodeNumber) {
        return statement
                .bind("episode_id", episode.episodeId())
                .bind("session_id", episode.sessionId())
                .bind("episode_number", episodeNumber)
                .bind("frame_rate", episode.frameRate())
                .bind("file_path", episode.fileName());
    }

    /** Keeps the receipt and the rejected rows of a load that made an episode, and ends it in the ledger. */
    public void insertReceipt(Episode episode, CompletedUpload upload) {
        writing.createUpdate(statements.shared("insert_receipt"))
                .bind("episode_id", episode.episodeId())
                .bind("upload_id", upload.uploadId())
                .bind("sha256", upload.sha256())
                .bind("answer", upload.receipt())
                .execute();
        complete(episode, upload);
    }

    /** The same of a load that has added rows to an episode. */
    public void insertAddition(Episode episode, CompletedUpload upload, long observations, long values) {
        UploadLedger.insertAddition(writing, statements, episode.episodeId(), upload, observations, values);
        complete(episode, upload);
    }

    private void complete(Episode episode, CompletedUpload upload) {
        Rejects rejects = upload.rejects();
        if (rejects != null) {
            writing.createUpdate(statements.shared("insert_rejects"))
                    .bind("episode_id", episode.episodeId())
                    .bind("upload_id", upload.uploadId())
                    .bind("media_type", rejects.mediaType())
                    .bind("rows_rejected", rejects.rows())
                    .bind("content", rejects.gzip())
                    .execute();
        }
        UploadLedger.complete(writing, statements, upload);
    }

    /** Gives an episode that rows were added to its new size. */
    public void growEpisode(Episode episode, int numFrames, int numAgents) {
        writing.createUpdate(statements.shared("grow_episode"))
                .bind("episode_id", episode.episodeId())
                .bind("num_frames", numFrames)
                .bind("num_agents", numAgents)
                .execute();
    }

    /** Keeps the labels of an episode's agents. */
    public void insertLabels(Episode episode, List<AgentLabel> labels) {
        if (!labels.isEmpty()) {
            writing.createUpdate(statements.shared("insert_agent_labels"))
                    .bind("episode_id", episode.episodeId())
                    .bindArray(
                            "agent_type_ids",
                            String.class,
                            labels.stream().map(AgentLabel::agentTypeId).toList())
                    .bindArray(
                            "agent_ids",
                            Integer.class,
                            labels.stream().map(AgentLabel::agentId).toList())
                    .bindArray(
                            "labels",
                            String.class,
                            labels.stream().map(AgentLabel::label).toList())
                    .execute();
        }
    }

    /** What is defined now. */
    public static Vocabulary vocabulary(Statements statements, Handle handle) {
        Map<String, PropertyType> types = new HashMap<>();
        Set<String> agentTypeIds = new HashSet<>();
        handle.createQuery(statements.shared("vocabulary"))
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

    public Created created() {
        return new Created(
                List.copyOf(categories), List.copyOf(sessions), List.copyOf(agentTypes), List.copyOf(properties));
    }

    /**
     * Inserts what is missing.
     *
     * @param wanted the ids, each with the second value that its statements know as {@code kind}
     * @param created takes the ids that were inserted
     * @return what others have defined of it, with its kinds; after a race also what we have
     */
    private Map<String, String> define(
            String existingStatement, String insertStatement, Map<String, String> wanted, List<String> created) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        Map<String, String> there = existing(existingStatement, wanted.keySet());
        boolean raced = false;
        // In the order of their ids, so that two calls that define the same never wait for each other crosswise.
        for (String id : new TreeSet<>(wanted.keySet())) {
            if (!there.containsKey(id)) {
                if (insert(insertStatement, id, wanted.get(id))) {
                    created.add(id);
                } else {
                    raced = true;
                }
            }
        }
        if (!raced) {
            return there;
        }
        // Another load defined something between our two statements: it is there now, and has to be locked too.
        Map<String, String> now = existing(existingStatement, wanted.keySet());
        for (String id : wanted.keySet()) {
            if (!now.containsKey(id)) {
                throw justChanged(id);
            }
        }
        return now;
    }

    private boolean insert(String statement, String id, @Nullable String kind) {
        try (Update insert = writing.createUpdate(statements.shared(statement))) {
            return insert.bind("id", id).bind("kind", kind).execute() == 1;
        }
    }

    private Map<String, String> existing(String statement, Collection<String> ids) {
        return reading.createQuery(statements.get(statement))
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
                "Somebody else changed '%s' at the same moment: the same upload will succeed if sent again"
                        .formatted(id));
    }
}
