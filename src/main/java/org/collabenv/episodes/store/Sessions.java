package org.collabenv.episodes.store;

import java.util.List;
import java.util.Optional;
import org.collabenv.episodes.trajectory.Episode;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** The sessions that episodes belong to. The statements are the same words on every database. */
public final class Sessions {

    private final Jdbi jdbi;
    private final Statements statements;
    private final Changes changes;
    private final EpisodeDeletion deletion;

    public Sessions(Jdbi jdbi, Statements statements, Changes changes, EpisodeDeletion deletion) {
        this.jdbi = jdbi.registerRowMapper(ConstructorMapper.factory(SessionRow.class));
        this.statements = statements;
        this.changes = changes;
        this.deletion = deletion;
    }

    /**
     * A page of sessions in the order of their ids.
     *
     * @param after only those behind this id; null to start
     * @param limit the most to return
     */
    public List<SessionRow> page(@Nullable String after, int limit) {
        return DatabaseFailures.translating(
                () -> jdbi.withHandle(handle -> handle.createQuery(statements.shared("sessions_page"))
                        .bind("after", after)
                        .bind("limit", limit)
                        .mapTo(SessionRow.class)
                        .list()));
    }

    public Optional<SessionRow> find(String sessionId) {
        return DatabaseFailures.translating(() -> jdbi.withHandle(handle -> find(handle, sessionId)));
    }

    /**
     * Makes a session, or changes one that is there. A category that is not there is made.
     *
     * @return whether it was made
     */
    public boolean put(String sessionId, SessionChange change) {
        return DatabaseFailures.translating(() -> changes.inTransaction(handle -> {
            boolean there = find(handle, sessionId).isPresent();
            String category = change.categoryId();
            handle.createUpdate(statements.shared("insert_category"))
                    .bind("id", category == null ? Episode.DEFAULT_CATEGORY : category)
                    .execute();
            handle.createUpdate(statements.shared("put_session"))
                    .bind("session_id", sessionId)
                    .bind("session_name", change.sessionName())
                    .bind("category_id", category)
                    .bind("default_category", Episode.DEFAULT_CATEGORY)
                    .bind("config", change.config())
                    .bind("metadata", change.metadata())
                    .execute();
            return !there;
        }));
    }

    /**
     * Deletes a session with its episodes and everything of theirs.
     *
     * @return false if there is no such session
     */
    public boolean delete(String sessionId) {
        return DatabaseFailures.translating(() -> changes.inTransaction(handle -> {
            handle.createQuery(statements.shared("episodes_of_session"))
                    .bind("session_id", sessionId)
                    .mapTo(String.class)
                    .list()
                    .forEach(episodeId -> deletion.delete(handle, episodeId));
            return handle.createUpdate(statements.shared("delete_session"))
                            .bind("session_id", sessionId)
                            .execute()
                    > 0;
        }));
    }

    private Optional<SessionRow> find(Handle handle, String sessionId) {
        return handle.createQuery(statements.shared("session"))
                .bind("session_id", sessionId)
                .mapTo(SessionRow.class)
                .findOne();
    }
}
