package org.collabenv.episodes.store.tables;

import java.util.Optional;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.trajectory.Episode;
import org.jspecify.annotations.Nullable;

/** Reads and changes the table {@code sessions}. */
public final class Sessions {

    private final Database database;
    private final EpisodeCatalog episodes;

    /** @param episodes deletes the episodes of a session that is deleted */
    public Sessions(Database database, EpisodeCatalog episodes) {
        this.database = database;
        this.episodes = episodes;
    }

    /**
     * Returns a page of sessions in the order of their ids.
     *
     * @param after only sessions after this id; null to start
     * @param most the most sessions of the page
     */
    public RowPage<SessionRow> page(@Nullable String after, int most) {
        return database.read(sql -> RowPage.read(
                sql.query("sessions_page").bind("after", after).bind("full_chars", RowPage.FULL_CHARS),
                SessionRow.class,
                most));
    }

    public Optional<SessionRow> find(String sessionId) {
        return database.read(sql -> find(sql, sessionId));
    }

    /**
     * Creates or changes a session, and its category if it does not exist.
     *
     * @return whether the session is new
     */
    public boolean put(String sessionId, SessionChange change) {
        return database.change(sql -> {
            boolean exists = find(sql, sessionId).isPresent();
            String category = change.categoryId();
            sql.update("insert_category")
                    .bind("id", category == null ? Episode.DEFAULT_CATEGORY : category)
                    .execute();
            sql.update("put_session")
                    .bind("session_id", sessionId)
                    .bind("session_name", change.sessionName())
                    .bind("category_id", category)
                    .bind("default_category", Episode.DEFAULT_CATEGORY)
                    .bind("config", change.config())
                    .bind("metadata", change.metadata())
                    .execute();
            return !exists;
        });
    }

    /**
     * Deletes a session with its episodes and everything that belongs to them.
     *
     * @return false if there is no such session
     */
    public boolean delete(String sessionId) {
        return database.change(sql -> {
            sql.query("episodes_of_session")
                    .bind("session_id", sessionId)
                    .mapTo(String.class)
                    .list()
                    .forEach(episodeId -> episodes.delete(sql, episodeId));
            return sql.update("delete_session").bind("session_id", sessionId).execute() > 0;
        });
    }

    private static Optional<SessionRow> find(Sql sql, String sessionId) {
        return sql.query("session")
                .bind("session_id", sessionId)
                .mapTo(SessionRow.class)
                .findOne();
    }
}
