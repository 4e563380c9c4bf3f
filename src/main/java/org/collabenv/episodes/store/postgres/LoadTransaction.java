package org.collabenv.episodes.store.postgres;

import static org.collabenv.episodes.store.DatabaseFailures.translatingCommand;

import java.util.Optional;
import org.collabenv.episodes.store.DatabaseFailures;
import org.collabenv.episodes.store.ForeignKeyCheck;
import org.collabenv.episodes.store.tables.EpisodeRow;
import org.collabenv.episodes.store.tables.EpisodeTables;
import org.collabenv.episodes.store.tables.Sql;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/** The transaction of a load: its locks, its foreign keys and its end. Owns the connection. */
final class LoadTransaction implements AutoCloseable {

    /** The longest wait for a lock that another load of the same episode holds. */
    static final String CLAIM_TIMEOUT = "250ms";

    /** The longest wait for any other lock, such as one that a lab's own session holds on a table. */
    static final String LOCK_TIMEOUT = "10s";

    static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final Logger LOG = Logger.getLogger(LoadTransaction.class);

    private final Sql sql;
    private final String episodeId;
    private boolean triggersOff;
    private boolean committed;

    private LoadTransaction(Sql sql, String episodeId) {
        this.sql = sql;
        this.episodeId = episodeId;
    }

    /** Opens the transaction, and closes the connection if that fails. */
    static LoadTransaction open(Sql sql, String episodeId) {
        LoadTransaction transaction = new LoadTransaction(sql, episodeId);
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

    /**
     * Commits.
     *
     * @throws IngestException with {@code COMMIT_UNCONFIRMED} if the connection was lost before the database answered
     */
    void commit() {
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
        try (var handle = sql.handle()) {
            if (!committed) {
                handle.rollback();
            }
        } catch (JdbiException e) {
            // The server rolls back a lost connection, and committed rows stay; the pool discards the connection.
            LOG.debugf(e, "A connection could not be returned after the load of episode_id=%s", episodeId);
        }
    }
}
