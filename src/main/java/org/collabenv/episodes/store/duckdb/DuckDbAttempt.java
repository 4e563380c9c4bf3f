package org.collabenv.episodes.store.duckdb;

import java.sql.SQLException;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.store.tables.TableAttempt;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/** The parts that all loads into DuckDB share: the connection, the claim and the end. */
abstract class DuckDbAttempt extends TableAttempt {

    private static final Logger LOG = Logger.getLogger(DuckDbAttempt.class);

    final EpisodeClaim claim;
    private boolean committed;

    /**
     * @param sql a connection that the attempt owns from here on
     * @param claim the episode's claim, which the attempt owns too
     */
    DuckDbAttempt(Sql sql, EpisodeClaim claim) {
        super(sql);
        this.claim = claim;
    }

    /** Commits the transaction. */
    final void commitTransaction() {
        sql.handle().commit();
        committed = true;
    }

    /** Closes what the attempt has staged. */
    abstract void closeStaging() throws SQLException;

    @Override
    public void abort() {
        // DuckDB is part of this process: there is no connection that could hang.
    }

    @Override
    public void close() {
        try (claim;
                var handle = sql.handle()) {
            closeStaging();
            if (!committed && handle.isInTransaction()) {
                handle.rollback();
            }
        } catch (SQLException | JdbiException e) {
            LOG.warnf(e, "Rolling back the load of episode_id=%s failed", claim.episodeId());
        }
    }
}
