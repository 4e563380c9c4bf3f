package org.collabenv.episodes.store;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collabenv.episodes.trajectory.AgentLabels.AgentLabel;
import org.collabenv.episodes.trajectory.Rejects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Reads what is stored. The statements are the same words on every database. */
public final class EpisodeCatalog {

    private record Added(long observations, long values) {}

    private final Jdbi jdbi;
    private final Statements statements;

    public EpisodeCatalog(Jdbi jdbi, Statements statements) {
        this.jdbi = jdbi.registerRowMapper(ConstructorMapper.factory(EpisodeRow.class));
        this.statements = statements;
    }

    /**
     * A page of episodes in the order of their ids.
     *
     * @param sessionId only those of this session; null for all
     * @param after only those behind this id; null to start
     * @param limit the most to return
     */
    public List<EpisodeRow> episodes(@Nullable String sessionId, @Nullable String after, int limit) {
        return DatabaseFailures.translating(
                () -> jdbi.withHandle(handle -> handle.createQuery(statements.shared("episodes_page"))
                        .bind("session_id", sessionId)
                        .bind("after", after)
                        .bind("limit", limit)
                        .mapTo(EpisodeRow.class)
                        .list()));
    }

    /** An episode with its receipt. */
    public Optional<EpisodeRow> episode(String episodeId) {
        return DatabaseFailures.translating(() -> jdbi.withHandle(handle -> episode(handle, episodeId)));
    }

    /** The rows of an episode as they are in the tables now. */
    public Optional<StoredCounts> counts(String episodeId) {
        return DatabaseFailures.translating(
                () -> jdbi.inTransaction(handle -> episode(handle, episodeId).map(row -> {
                    Added added = handle.createQuery(statements.shared("rows_added"))
                            .bind("episode_id", episodeId)
                            .map((sums, context) ->
                                    new Added(sums.getLong("observations"), sums.getLong("extended_properties")))
                            .one();
                    return new StoredCounts(
                            row,
                            added.observations(),
                            added.values(),
                            counts(handle, "observations_by_agent_type", episodeId),
                            counts(handle, "values_by_property", episodeId));
                })));
    }

    /**
     * The rows that a load of an episode left out.
     *
     * @param uploadId of which load; null for the last one that left some out
     */
    public Optional<Rejects> rejects(String episodeId, @Nullable String uploadId) {
        return DatabaseFailures.translating(
                () -> jdbi.withHandle(handle -> handle.createQuery(statements.get("rejects"))
                        .bind("episode_id", episodeId)
                        .bind("upload_id", uploadId)
                        .map((row, context) -> new Rejects(
                                row.getString("media_type"),
                                row.getLong("rows_rejected"),
                                Base64.getMimeDecoder().decode(row.getString("content_base64"))))
                        .findOne()));
    }

    /** The agents of an episode whose ids are labels, by type and number. */
    public List<AgentLabel> agentLabels(String episodeId) {
        return DatabaseFailures.translating(
                () -> jdbi.withHandle(handle -> agentLabels(statements, handle, episodeId)));
    }

    /** The same within a transaction. */
    public static List<AgentLabel> agentLabels(Statements statements, Handle handle, String episodeId) {
        return handle.createQuery(statements.shared("agent_labels"))
                .bind("episode_id", episodeId)
                .map((row, context) ->
                        new AgentLabel(row.getString("agent_type_id"), row.getInt("agent_id"), row.getString("label")))
                .list();
    }

    private Optional<EpisodeRow> episode(Handle handle, String episodeId) {
        return episode(statements, handle, episodeId);
    }

    /** An episode with its receipt, as a transaction sees it. */
    public static Optional<EpisodeRow> episode(Statements statements, Handle handle, String episodeId) {
        return handle.createQuery(statements.shared("episode"))
                .bind("episode_id", episodeId)
                .map(ConstructorMapper.of(EpisodeRow.class))
                .findOne();
    }

    private Map<String, Long> counts(Handle handle, String statement, String episodeId) {
        Map<String, Long> counts = new LinkedHashMap<>();
        handle.createQuery(statements.shared(statement))
                .bind("episode_id", episodeId)
                .map((row, context) -> Map.entry(row.getString("id"), row.getLong("stored")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }
}
