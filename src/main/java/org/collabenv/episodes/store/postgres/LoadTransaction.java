package org.collabenv.episodes.store.postgres;

import static org.collabenv.episodes.store.DatabaseFailures.translatingCommand;

import java.util.Optional;
import org.collabenv.episodes.store.DatabaseFailures;
import org.collabenv.episodes.store.EpisodeCatalog;
import org.collabenv.episodes.store.EpisodeRow;
import org.collabenv.episodes.store.ForeignKeyCheck;
import org.collabenv.episodes.store.Preconditions;
import org.collabenv.episodes.store.Statements;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** The settings of a transaction that writes to the fact tables: its locks, its joins and its foreign keys. */
final class LoadTransaction {

    /** How long something that somebody else is just writing is waited for. */
    static final String CLAIM_TIMEOUT = "250ms";

    /** How long any other lock is waited for, such as one that a lab's own session holds on a table. */
    static final String LOCK_TIMEOUT = "10s";

    static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final Logger LOG = Logger.getLogger(LoadTransaction.class);

    private final Statements statements;
    private final Handle handle;
    private final ForeignKeyCheck foreignKeys;

    private LoadTransaction(Statements statements, Handle handle, ForeignKeyCheck foreignKeys) {
        this.statements = statements;
        this.handle = handle;
        this.foreignKeys = foreignKeys;
    }

    /** Sets up a transaction that is open already. */
    static LoadTransaction begin(Statements statements, Handle handle, String episodeId) {
        boolean triggersOff = handle.createQuery(statements.get("begin_load"))
                .bind("lock_timeout", CLAIM_TIMEOUT)
                .map((row, context) -> row.getString("replication_role") != null)
                .one();
        if (!triggersOff) {
            LOG.warnf(
                    "Loading episode_id=%s with the foreign-key triggers on, several times slower: grant the role SET"
                            + " on the parameter session_replication_role",
                    episodeId);
        }
        return new LoadTransaction(
                statements, handle, triggersOff ? ForeignKeyCheck.ONCE_PER_LOAD : ForeignKeyCheck.ONCE_PER_ROW);
    }

    ForeignKeyCheck foreignKeys() {
        return foreignKeys;
    }

    void lockTimeout(String timeout) {
        lockTimeout(statements, handle, timeout);
    }

    /** The same for a transaction that is not set up yet. */
    static void lockTimeout(Statements statements, Handle handle, String timeout) {
        handle.createQuery(statements.get("lock_timeout"))
                .bind("lock_timeout", timeout)
                .mapTo(String.class)
                .one();
    }

    /**
     * Locks an episode until the transaction ends, so that nobody else deletes it or adds to it.
     *
     * @return the episode with its receipt, if there is one
     * @throws IngestException if somebody else has it locked
     */
    static Optional<EpisodeRow> lockEpisode(Statements statements, Handle handle, String episodeId) {
        Optional<String> locked;
        try {
            locked = handle.createQuery(statements.get("lock_episode"))
                    .bind("episode_id", episodeId)
                    .mapTo(String.class)
                    .findOne();
        } catch (JdbiException e) {
            throw DatabaseFailures.sqlState(e).equals(LOCK_NOT_AVAILABLE) ? Preconditions.episodeBusy(episodeId) : e;
        }
        return locked.flatMap(id -> EpisodeCatalog.episode(statements, handle, id));
    }

    /** Lets the triggers check whatever is written from here on. */
    void triggersOn() {
        handle.createQuery(statements.get("origin_role")).mapTo(String.class).one();
    }

    /** @throws IngestException with {@code COMMIT_UNCONFIRMED} if the database went away before it answered */
    void commit(String episodeId) {
        translatingCommand(() -> {
            try {
                handle.commit();
            } catch (JdbiException e) {
                if (!DatabaseFailures.isOfTheConnection(e)) {
                    throw e;
                }
                throw new IngestException(
                        Problem.COMMIT_UNCONFIRMED,
                        "The database went away while it stored the episode '%s': ask for the episode before you send it again"
                                .formatted(episodeId),
                        e);
            }
        });
    }

    /** Gives the connection back once everything is committed: a failure here takes nothing away any more. */
    static void close(Handle handle, String episodeId) {
        try {
            handle.close();
        } catch (JdbiException e) {
            LOG.warnf(e, "A connection could not be given back after episode_id=%s was stored", episodeId);
        }
    }

    static void rollBackAndClose(Handle handle) {
        try (handle) {
            handle.rollback();
        } catch (JdbiException e) {
            // A connection that is gone has rolled back by itself; the pool throws it away when it is given back.
            LOG.debugf(e, "Rolling back failed");
        }
    }
}
