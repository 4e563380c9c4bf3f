package org.collabenv.episodes.store.tables;

import static org.collabenv.episodes.store.DatabaseFailures.translating;

import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * A database with its statements, for the classes that read and write its tables. Safe for use by several threads at
 * once.
 *
 * <p>Each method opens a connection for the call, and fails with an
 * {@link org.collabenv.episodes.trajectory.IngestException} if the database is unavailable or busy, and with a
 * {@link org.collabenv.episodes.store.StoreException} if it fails otherwise.
 */
public final class Database {

    private final Jdbi jdbi;
    private final Statements statements;
    private final Transactions changes;
    private final List<String> ownedByAnEpisode;
    private final boolean isShared;

    /**
     * @param changes runs transactions that change rows
     * @param ownedByAnEpisode statements that delete what belongs to an episode, in order; none if foreign keys do
     * @param isShared whether other processes may use the database at the same time
     */
    public Database(
            Jdbi jdbi, Statements statements, Transactions changes, List<String> ownedByAnEpisode, boolean isShared) {
        this.jdbi = jdbi;
        this.statements = statements;
        this.changes = changes;
        this.ownedByAnEpisode = List.copyOf(ownedByAnEpisode);
        this.isShared = isShared;
        for (Class<?> row : List.of(
                EpisodeRow.class, SessionRow.class, UploadRow.class, PropertyDefinition.class, AgentType.class)) {
            jdbi.registerRowMapper(ConstructorMapper.factory(row));
        }
    }

    /** Reads; each statement sees what is committed when it begins. */
    <T> T read(Function<Sql, T> work) {
        return translating(() -> jdbi.withHandle(handle -> work.apply(new Sql(statements, handle))));
    }

    /** Reads in one transaction. */
    <T> T readTogether(Function<Sql, T> work) {
        return translating(() -> jdbi.inTransaction(handle -> work.apply(new Sql(statements, handle))));
    }

    /** Changes rows in a transaction and returns the work's result after the commit. */
    <T> T change(Function<Sql, T> work) {
        return translating(() -> changes.run(jdbi, handle -> work.apply(new Sql(statements, handle))));
    }

    /** Opens a connection that the caller closes with its handle. */
    public Sql open() {
        return translating(() -> new Sql(statements, jdbi.open()));
    }

    List<String> ownedByAnEpisode() {
        return ownedByAnEpisode;
    }

    boolean isShared() {
        return isShared;
    }
}
