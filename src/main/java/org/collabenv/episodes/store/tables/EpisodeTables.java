package org.collabenv.episodes.store.tables;

import java.util.List;
import java.util.Optional;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.trajectory.AgentLabels.AgentLabel;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.EpisodeFacts;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.OnConflict;
import org.collabenv.episodes.trajectory.Problem;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code episodes} and {@code agent_labels} within a transaction.
 *
 * @param sql the connection of the transaction
 */
public record EpisodeTables(Sql sql) {

    private record Found(
            boolean episodeExists,
            boolean receiptExists,
            @Nullable String categoryId) {}

    /**
     * Verifies that the episode may be stored.
     *
     * @return whether rows are left of an episode of this id whose own row is gone, since somebody made the table anew
     * @throws IngestException if the episode exists although it must not, or if its session belongs to another category
     *     than the episode names
     */
    public boolean require(Episode episode) {
        Found found = sql.query("load_preconditions")
                .bind("episode_id", episode.episodeId())
                .bind("session_id", episode.sessionId())
                .map((row, context) -> new Found(
                        row.getBoolean("episode_exists"),
                        row.getBoolean("receipt_exists"),
                        row.getString("category_id")))
                .one();
        if (found.episodeExists() && episode.onConflict() == OnConflict.ERROR) {
            throw exists(episode);
        }
        requireCategory(episode, found.categoryId());
        return found.receiptExists() && !found.episodeExists();
    }

    /**
     * Requires that the episode's session belongs to the category that the episode names.
     *
     * @param categoryId the session's category; null if the session does not exist
     */
    public static void requireCategory(Episode episode, @Nullable String categoryId) {
        String category = episode.category();
        if (category != null && categoryId != null && !category.equals(categoryId)) {
            throw new IngestException(
                    Problem.SESSION_MISMATCH,
                    "The session '%s' belongs to the category '%s', not to '%s'"
                            .formatted(episode.sessionId(), categoryId, category));
        }
    }

    public Optional<EpisodeRow> find(String episodeId) {
        return sql.query("episode")
                .bind("episode_id", episodeId)
                .mapTo(EpisodeRow.class)
                .findOne();
    }

    /** Returns the labels of an episode's agents, by type and number. */
    public List<AgentLabel> labels(String episodeId) {
        return sql.query("agent_labels")
                .bind("episode_id", episodeId)
                .map((row, context) ->
                        new AgentLabel(row.getString("agent_type_id"), row.getInt("agent_id"), row.getString("label")))
                .list();
    }

    /** Inserts the episode's row. */
    public void insert(Episode episode, int episodeNumber, EpisodeFacts facts) {
        bound(sql.update("insert_episode"), episode, episodeNumber)
                .bind("num_frames", facts.numFrames())
                .bind("num_agents", facts.numAgents())
                .execute();
    }

    /** Binds the columns of an episode that are known before its file is read. */
    public static <S extends SqlStatement<S>> S bound(S statement, Episode episode, int episodeNumber) {
        return statement
                .bind("episode_id", episode.episodeId())
                .bind("session_id", episode.sessionId())
                .bind("episode_number", episodeNumber)
                .bind("frame_rate", episode.frameRate())
                .bind("file_path", episode.filePath());
    }

    /** Updates the size of an episode to which rows were added. */
    public void grow(String episodeId, EpisodeFacts facts) {
        sql.update("grow_episode")
                .bind("episode_id", episodeId)
                .bind("num_frames", facts.numFrames())
                .bind("num_agents", facts.numAgents())
                .execute();
    }

    public void insertLabels(String episodeId, List<AgentLabel> labels) {
        if (!labels.isEmpty()) {
            sql.update("insert_agent_labels")
                    .bind("episode_id", episodeId)
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

    /** Returns the refusal of an episode whose session has used up the numbers of the column's type. */
    public static IngestException noFreeNumber(Episode episode) {
        return new IngestException(
                Problem.INVALID_PARAMETER,
                "The session '%s' has no free number after its last episode; pass episode_number"
                        .formatted(episode.sessionId()));
    }

    /**
     * Returns the number that an episode asks for, or takes over from the one that it replaces; null if it takes the
     * next free one.
     */
    public static @Nullable Integer wantedNumber(Optional<EpisodeRow> replaced, Episode episode) {
        if (episode.episodeNumber() != null) {
            return episode.episodeNumber();
        }
        return replaced.filter(row -> row.sessionId().equals(episode.sessionId()))
                .map(EpisodeRow::episodeNumber)
                .orElse(null);
    }

    /**
     * Deletes an episode with everything that belongs to it.
     *
     * @param owned statements that delete what belongs to it, in order
     * @return false if it does not exist
     */
    boolean delete(String episodeId, List<String> owned) {
        for (String statement : owned) {
            sql.update(statement).bind("episode_id", episodeId).execute();
        }
        return sql.update("delete_episode").bind("episode_id", episodeId).execute() > 0;
    }

    public static IngestException missing(String episodeId) {
        return new IngestException(Problem.NOT_FOUND, "There is no episode '%s'".formatted(episodeId));
    }

    public static IngestException exists(Episode episode) {
        return new IngestException(
                Problem.EPISODE_EXISTS,
                "The episode '%s' exists already with other content or parameters; pass on_conflict=replace or on_conflict=append, delete the episode first, or choose another id"
                        .formatted(episode.episodeId()));
    }

    public static IngestException busy(String episodeId) {
        return new IngestException(
                Problem.EPISODE_BUSY, "The episode '%s' is being loaded or changed".formatted(episodeId));
    }
}
