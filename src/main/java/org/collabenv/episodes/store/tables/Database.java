package org.collabenv.episodes.store.tables;

import static org.collabenv.episodes.store.DatabaseFailures.translating;

import java.util.List;
import java.util.function.Function;
import org.collabenv.episodes.store.sql.AnswerTime;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.store.sql.Statements;
import org.collabenv.episodes.store.sql.Transactions;
import org.collabenv.episodes.store.sql.Turns;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * A database with its statements, for the classes that read and write its tables. It is safe for use by several threads
 * at once.
 *
 * <p>Each method opens a connection for the call, and fails with an
 * {@link org.collabenv.episodes.trajectory.IngestException} if the database is unavailable or busy, and with a
 * {@link org.collabenv.episodes.store.StoreException} if it fails otherwise.
 */
public final class Database {

    /** The longest wait in milliseconds for the answer to a statement that takes no time: half of an upload's lease. */
    private static final int SOON_MILLIS = UploadLedger.LEASE_SECONDS * 1000 / 2;

    private final Jdbi jdbi;
    private final Statements statements;
    private final Transactions changes;
    private final List<String> ownedByAnEpisode;
    private final boolean isShared;
    private final Turns turns;

    /**
     * @param changes runs transactions that change rows
     * @param ownedByAnEpisode statements that delete what belongs to an episode, in order; none if foreign keys
     *     delete it
     * @param isShared whether other processes may use the database at the same time
     */
    public Database(
            Jdbi jdbi, Statements statements, Transactions changes, List<String> ownedByAnEpisode, boolean isShared) {
        this(jdbi, statements, changes, ownedByAnEpisode, isShared, Turns.none());
        for (Class<?> row : List.of(
                EpisodeRow.class,
                SessionRow.class,
                UploadRow.class,
                PropertyDefinition.class,
                AgentType.class,
                SavedMapping.class)) {
            jdbi.registerRowMapper(ConstructorMapper.factory(row));
        }
    }

    private Database(
            Jdbi jdbi,
            Statements statements,
            Transactions changes,
            List<String> ownedByAnEpisode,
            boolean isShared,
            Turns turns) {
        this.jdbi = jdbi;
        this.statements = statements;
        this.changes = changes;
        this.ownedByAnEpisode = List.copyOf(ownedByAnEpisode);
        this.isShared = isShared;
        this.turns = turns;
    }

    /**
     * Returns the same database for all requests but loads: at most that many use it at the same time, so that they never
     * use up the connections that loads, the heartbeat and readiness need.
     */
    public Database forRequests(int most) {
        return new Database(jdbi, statements, changes, ownedByAnEpisode, isShared, Turns.of(most));
    }

    /** Runs work that only reads; each statement sees what is committed when the statement begins. */
    <T> T read(Function<Sql, T> work) {
        return turns.take(() -> translating(() -> jdbi.withHandle(handle -> work.apply(new Sql(statements, handle)))));
    }

    /**
     * Reads in one transaction, whose statements see the same state: a transaction of DuckDB always does. Joins are made
     * in a way that does not depend on statistics.
     */
    public <T> T readTogether(Function<Sql, T> work) {
        return turns.take(() -> translating(() -> isShared
                ? jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
                    Sql sql = new Sql(statements, handle);
                    sql.query("prefer_hash_joins").mapTo(String.class).one();
                    return work.apply(sql);
                })
                : jdbi.inTransaction(handle -> work.apply(new Sql(statements, handle)))));
    }

    /** Runs work that changes rows, in one transaction, and returns its result after the commit. */
    <T> T change(Function<Sql, T> work) {
        return turns.take(() -> translating(() -> changes.run(jdbi, handle -> {
            Sql sql = new Sql(statements, handle);
            return isShared
                    ? AnswerTime.during(handle.getConnection(), AnswerTime.OF_LONG_WORK, () -> work.apply(sql))
                    : work.apply(sql);
        })));
    }

    /**
     * Runs one statement that changes rows, for which nobody waits long. On a shared database it is a transaction by
     * itself.
     */
    <T> T changeAtOnce(Function<Sql, T> statement) {
        return isShared
                ? read(sql -> AnswerTime.during(sql.handle().getConnection(), SOON_MILLIS, () -> statement.apply(sql)))
                : change(statement);
    }

    /** Opens a connection, which the caller closes by its handle. */
    public Sql open() {
        return translating(() -> new Sql(statements, jdbi.open()));
    }

    List<String> ownedByAnEpisode() {
        return ownedByAnEpisode;
    }

    /** Returns whether other processes may use the database at the same time. */
    public boolean isShared() {
        return isShared;
    }
}
