package org.collabenv.episodes.store.postgres;

import static org.collabenv.episodes.store.DatabaseFailures.translatingCommand;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.collabenv.episodes.store.DatabaseFailures;
import org.collabenv.episodes.store.ForeignKeyCheck;
import org.collabenv.episodes.store.sql.AnswerTime;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.store.tables.EpisodeRow;
import org.collabenv.episodes.store.tables.EpisodeTables;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** The transaction of a load: its locks, its foreign keys and its end. Owns the connection. */
final class LoadTransaction implements AutoCloseable {

    /** The longest wait for a lock that another load of the same episode holds. */
    static final String CLAIM_TIMEOUT = "250ms";

    /** The longest wait for any other lock, such as one that a lab's own session holds on a table. */
    static final String LOCK_TIMEOUT = "10s";

    /** The seconds after which a cancelled load that has not ended is waiting for the database in vain. */
    private static final int ABORT_SECONDS = 2;

    static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final Logger LOG = Logger.getLogger(LoadTransaction.class);

    private final Sql sql;
    private final String episodeId;
    private final Executor threads;
    private boolean triggersOff;
    private @Nullable AnswerTime longWork;
    private boolean committed;
    private State state = State.OPEN;

    /** The states of the connection, which is cut only while it is open: in any other, a commit or another load has it. */
    private enum State {
        OPEN,
        COMMITTING,
        ABORTED,
        CLOSED
    }

    private LoadTransaction(Sql sql, String episodeId, Executor threads) {
        this.sql = sql;
        this.episodeId = episodeId;
        this.threads = threads;
    }

    /**
     * Opens the transaction, and closes the connection if that fails.
     *
     * @param threads run what a cancellation does not wait for
     */
    static LoadTransaction open(Sql sql, String episodeId, Executor threads) {
        LoadTransaction transaction = new LoadTransaction(sql, episodeId, threads);
        try {
            translatingCommand(sql.handle()::begin);
            return transaction;
        } catch (RuntimeException e) {
            transaction.close();
            throw e;
        }
    }

    /** Sets the longest wait for a lock until the transaction ends. */
    void lockTimeout(String timeout) {
        sql.query("lock_timeout")
                .bind("lock_timeout", timeout)
                .mapTo(String.class)
                .one();
    }

    /**
     * Locks an episode until the transaction ends, so that nobody else deletes it or adds to it.
     *
     * @return the episode, if it exists
     * @throws IngestException if it is locked
     */
    Optional<EpisodeRow> lockEpisode() {
        lockTimeout(CLAIM_TIMEOUT);
        Optional<String> locked;
        try {
            locked = sql.query("lock_episode")
                    .bind("episode_id", episodeId)
                    .mapTo(String.class)
                    .findOne();
        } catch (JdbiException e) {
            throw DatabaseFailures.sqlState(e).equals(LOCK_NOT_AVAILABLE) ? EpisodeTables.busy(episodeId) : e;
        }
        return locked.flatMap(id -> new EpisodeTables(sql).find(id));
    }

    /**
     * Prepares the transaction for many rows: the per-row foreign-key triggers are switched off if the role may do so
     * and no trigger or foreign key of the lab's own would be skipped.
     *
     * @return how the foreign keys have to be checked
     */
    ForeignKeyCheck prepareForRows() {
        triggersOff = sql.query("begin_load")
                .bind("lock_timeout", CLAIM_TIMEOUT)
                .map((row, context) -> row.getString("replication_role") != null)
                .one();
        if (!triggersOff) {
            LOG.warnf(
                    "The foreign-key triggers stay on while episode_id=%s is loaded, which is several times slower: grant"
                            + " the role SET on the parameter session_replication_role",
                    episodeId);
        }
        return triggersOff ? ForeignKeyCheck.ONCE_PER_LOAD : ForeignKeyCheck.ONCE_PER_ROW;
    }

    /** Switches the foreign-key triggers on again, if they are off. */
    void triggersOn() {
        if (triggersOff) {
            sql.query("origin_role").mapTo(String.class).one();
            triggersOff = false;
        }
    }

    /** Waits for further answers as long as it may take the database to join a large episode. */
    void beginLongWork() {
        if (longWork == null) {
            longWork = AnswerTime.begin(sql.handle().getConnection(), AnswerTime.OF_LONG_WORK);
        }
    }

    /**
     * Cuts the connection a moment later, if the load has not ended by then: a thread that waits for an answer of a
     * database that hangs cannot be interrupted.
     */
    void abort() {
        CompletableFuture.delayedExecutor(ABORT_SECONDS, TimeUnit.SECONDS, threads)
                .execute(this::cut);
    }

    private synchronized void cut() {
        if (state != State.OPEN) {
            return;
        }
        state = State.ABORTED;
        try {
            PGConnection driver = sql.handle().getConnection().unwrap(PGConnection.class);
            try {
                // A server that works would go on with a long statement and keep its locks.
                driver.cancelQuery();
            } finally {
                // The pool's own abort does not reach the driver: it forgets the connection first.
                ((Connection) driver).abort(Runnable::run);
            }
        } catch (SQLException e) {
            LOG.debugf(e, "The connection of a cancelled load of episode_id=%s could not be cut", episodeId);
        }
    }

    private synchronized boolean becomes(State next) {
        boolean isOpen = state == State.OPEN;
        if (isOpen || next == State.CLOSED) {
            state = next;
        }
        return isOpen;
    }

    /**
     * Commits.
     *
     * @throws IngestException with {@code COMMIT_UNCONFIRMED} if the connection was lost before the database answered
     */
    void commit() {
        if (!becomes(State.COMMITTING)) {
            throw new IngestException(
                    Problem.DATABASE_UNAVAILABLE, "The load was given up before its commit; nothing was stored");
        }
        translatingCommand(() -> {
            try {
                sql.handle().commit();
            } catch (JdbiException e) {
                if (!DatabaseFailures.isOfTheConnection(e)) {
                    throw e;
                }
                throw new IngestException(
                        Problem.COMMIT_UNCONFIRMED,
                        "The database connection was lost while the episode '%s' was committed: look the episode up before you send it again"
                                .formatted(episodeId),
                        e);
            }
        });
        committed = true;
    }

    /** Rolls back unless committed, and returns the connection. */
    @Override
    public void close() {
        becomes(State.CLOSED);
        try (var handle = sql.handle()) {
            if (!committed) {
                handle.rollback();
            }
            if (longWork != null) {
                longWork.end();
            }
        } catch (JdbiException e) {
            // The server rolls back a lost connection, and committed rows stay; the pool discards the connection.
            LOG.debugf(e, "A connection could not be returned after the load of episode_id=%s", episodeId);
        }
    }
}
