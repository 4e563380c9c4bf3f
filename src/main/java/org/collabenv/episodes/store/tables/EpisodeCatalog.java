package org.collabenv.episodes.store.tables;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.trajectory.AgentLabels.AgentLabel;
import org.collabenv.episodes.trajectory.Rejects;
import org.jspecify.annotations.Nullable;

/** Reads and deletes stored episodes. */
public final class EpisodeCatalog {

    private final Database database;

    private record Added(long observations, long values) {}

    public EpisodeCatalog(Database database) {
        this.database = database;
    }

    /**
     * Returns a page of episodes in the order of their ids, without receipts.
     *
     * @param sessionId only episodes of this session; null for all
     * @param after only episodes after this id; null to start
     * @param most the most episodes of the page
     */
    public RowPage<EpisodeRow> page(@Nullable String sessionId, @Nullable String after, int most) {
        return database.read(sql -> RowPage.read(
                sql.query("episodes_page").bind("session_id", sessionId).bind("after", after), EpisodeRow.class, most));
    }

    /** Returns an episode with its receipt. */
    public Optional<EpisodeRow> find(String episodeId) {
        return database.read(sql -> new EpisodeTables(sql).find(episodeId));
    }

    /** Returns the labels of an episode's agents, by type and number. */
    public List<AgentLabel> labels(String episodeId) {
        return database.read(sql -> new EpisodeTables(sql).labels(episodeId));
    }

    /** Counts the rows of an episode in the tables. */
    public Optional<StoredCounts> counts(String episodeId) {
        return database.readTogether(
                sql -> new EpisodeTables(sql).find(episodeId).map(row -> {
                    Added added = sql.query("rows_added")
                            .bind("episode_id", episodeId)
                            .map((sums, context) ->
                                    new Added(sums.getLong("observations"), sums.getLong("extended_properties")))
                            .one();
                    return new StoredCounts(
                            row,
                            added.observations(),
                            added.values(),
                            counts(sql, "observations_by_agent_type", episodeId),
                            counts(sql, "values_by_property", episodeId));
                }));
    }

    private static Map<String, Long> counts(Sql sql, String statement, String episodeId) {
        Map<String, Long> counts = new LinkedHashMap<>();
        sql.query(statement)
                .bind("episode_id", episodeId)
                .map((row, context) -> Map.entry(row.getString("id"), row.getLong("stored")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /**
     * Returns the rows that a load of an episode left out.
     *
     * @param uploadId the load; null for the last one that left rows out
     */
    public Optional<Rejects> rejects(String episodeId, @Nullable String uploadId) {
        return database.read(sql -> sql.query("rejects")
                .bind("episode_id", episodeId)
                .bind("upload_id", uploadId)
                .map((row, context) -> new Rejects(
                        row.getString("media_type"),
                        row.getLong("rows_rejected"),
                        Base64.getMimeDecoder().decode(row.getString("content_base64"))))
                .findOne());
    }

    /**
     * Deletes an episode with everything that belongs to it. The store has decided that it may be deleted.
     *
     * @return false if there is no such episode
     */
    public boolean delete(String episodeId) {
        return database.change(sql -> new EpisodeTables(sql).delete(episodeId, database.ownedByAnEpisode()));
    }

    /** Deletes an episode within a transaction. */
    public void delete(Sql sql, String episodeId) {
        new EpisodeTables(sql).delete(episodeId, database.ownedByAnEpisode());
    }
}
