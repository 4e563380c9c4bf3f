package org.collabenv.episodes.store;

import java.util.Optional;
import org.collabenv.episodes.trajectory.EarlierRows;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.OnConflict;
import org.collabenv.episodes.trajectory.Problem;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** What an episode must find in the database, the same on every one. */
public final class Preconditions {

    private record Found(boolean episodeExists, @Nullable String categoryId) {}

    /** Keys that a server sends at a time. */
    private static final int FETCHED_KEYS = 10_000;

    private static final String NUMERIC_VALUE_OUT_OF_RANGE = "22003";

    private Preconditions() {}

    /**
     * Looks for the episode and its session.
     *
     * @throws IngestException if the episode is there, or its session belongs to another category than it names
     */
    public static void require(Handle handle, Statements statements, Episode episode) {
        Found found = handle.createQuery(statements.shared("load_preconditions"))
                .bind("episode_id", episode.episodeId())
                .bind("session_id", episode.sessionId())
                .map((row, context) -> new Found(row.getBoolean("episode_exists"), row.getString("category_id")))
                .one();
        if (found.episodeExists() && episode.onConflict() == OnConflict.ERROR) {
            throw episodeExists(episode);
        }
        requireCategory(episode, found.categoryId());
    }

    /**
     * @param categoryId the category that the session is in; null if there is no such session
     * @throws IngestException if the episode names another one
     */
    static void requireCategory(Episode episode, @Nullable String categoryId) {
        String category = episode.category();
        if (category != null && categoryId != null && !category.equals(categoryId)) {
            throw new IngestException(
                    Problem.SESSION_MISMATCH,
                    "The session '%s' belongs to the category '%s', not to '%s'"
                            .formatted(episode.sessionId(), categoryId, category));
        }
    }

    /**
     * The episode number behind the last one of the session.
     *
     * @throws IngestException if a lab has used up the numbers of the column's type
     */
    public static int nextEpisodeNumber(Handle handle, Statements statements, Episode episode) {
        long next = handle.createQuery(statements.shared("next_episode_number"))
                .bind("session_id", episode.sessionId())
                .bind("episode_id", episode.episodeId())
                .mapTo(Long.class)
                .one();
        if (next > Integer.MAX_VALUE) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "The session '%s' has no free number behind its last episode; give episode_number"
                            .formatted(episode.sessionId()));
        }
        return (int) next;
    }

    /** The number that an episode takes over from the one it replaces, unless it wants another one. */
    public static @Nullable Integer numberAfter(Optional<EpisodeRow> replaced, Episode episode) {
        if (episode.episodeNumber() != null) {
            return episode.episodeNumber();
        }
        return replaced.filter(row -> row.sessionId().equals(episode.sessionId()))
                .map(EpisodeRow::episodeNumber)
                .orElse(null);
    }

    /** The keys of the observations that an episode has. */
    public static void storedKeys(Handle handle, Statements statements, Episode episode, EarlierRows.Keys keys) {
        handle.createQuery(statements.shared("observation_keys"))
                .bind("episode_id", episode.episodeId())
                .setFetchSize(FETCHED_KEYS)
                .map((row, context) -> {
                    keys.add(row.getInt("time_index"), row.getInt("agent_id"), row.getString("agent_type_id"));
                    return true;
                })
                .forEach(added -> {});
    }

    /** How many observations of an episode were stored before the one with that key. */
    public static long rowsBefore(
            Handle handle, Statements statements, Episode episode, int timeIndex, int agentId, String agentType) {
        return handle.createQuery(statements.shared("rows_before"))
                .bind("episode_id", episode.episodeId())
                .bind("time_index", timeIndex)
                .bind("agent_id", agentId)
                .bind("agent_type_id", agentType)
                .mapTo(Long.class)
                .one();
    }

    /**
     * Gives each observation of an episode the velocity to its agent's next position.
     *
     * @param appendsTo the episode that rows are added to, whose frame rate counts then
     */
    public static void deriveVelocity(
            Handle handle, Statements statements, Episode episode, Optional<EpisodeRow> appendsTo) {
        Double stored = appendsTo.map(EpisodeRow::frameRate).orElse(null);
        try {
            handle.createUpdate(statements.shared("derive_velocity"))
                    .bind("episode_id", episode.episodeId())
                    .bind("frame_rate", stored == null ? episode.frameRate() : stored)
                    .execute();
        } catch (JdbiException e) {
            if (DatabaseFailures.sqlState(e).equals(NUMERIC_VALUE_OUT_OF_RANGE)) {
                throw new IngestException(
                        Problem.INVALID_ROWS, "A velocity from these positions is beyond the numbers there are", e);
            }
            throw e;
        }
    }

    public static IngestException noEpisode(String episodeId) {
        return new IngestException(Problem.NOT_FOUND, "There is no episode '%s'".formatted(episodeId));
    }

    public static IngestException episodeExists(Episode episode) {
        return new IngestException(
                Problem.EPISODE_EXISTS,
                "The episode '%s' is there already with other content or parameters; pass on_conflict=replace or append, delete it first or choose another id"
                        .formatted(episode.episodeId()));
    }

    public static IngestException episodeBusy(String episodeId) {
        return new IngestException(
                Problem.EPISODE_BUSY, "The episode '%s' is being loaded or changed right now".formatted(episodeId));
    }
}
