package org.collabenv.episodes.store;

import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What must hold before an episode is worth reading. */
public final class Preconditions {

    private record Found(boolean episodeExists, @Nullable String categoryId) {}

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
        if (found.episodeExists()) {
            throw episodeExists(episode);
        }
        String category = episode.category();
        if (category != null && found.categoryId() != null && !category.equals(found.categoryId())) {
            throw new IngestException(
                    Problem.SESSION_MISMATCH,
                    "The session '%s' belongs to the category '%s', not to '%s'"
                            .formatted(episode.sessionId(), found.categoryId(), category));
        }
    }

    public static IngestException episodeExists(Episode episode) {
        return new IngestException(
                Problem.EPISODE_EXISTS,
                "The episode '%s' is there already; delete it first or choose another id"
                        .formatted(episode.episodeId()));
    }

    public static IngestException episodeBusy(Episode episode) {
        return new IngestException(
                Problem.EPISODE_BUSY, "The episode '%s' is being loaded right now".formatted(episode.episodeId()));
    }
}
