package org.collabenv.episodes.store.duckdb;

import static org.collabenv.episodes.store.DatabaseFailures.translating;

import java.sql.SQLException;
import org.collabenv.episodes.store.LoadAttempt;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.StoredRows;
import org.collabenv.episodes.store.tables.EpisodeRow;
import org.collabenv.episodes.store.tables.EpisodeTables;
import org.collabenv.episodes.store.tables.Sql;
import org.collabenv.episodes.store.tables.VocabularyTables;
import org.collabenv.episodes.trajectory.AgentLabels;
import org.collabenv.episodes.trajectory.EpisodeFacts;
import org.collabenv.episodes.trajectory.ObservationKeys;
import org.collabenv.episodes.trajectory.StoredEpisode;
import org.collabenv.episodes.trajectory.Vocabulary;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** The parts that all loads into DuckDB share: the connection, the claim and the end. */
abstract class DuckDbAttempt implements LoadAttempt {

    private static final Logger LOG = Logger.getLogger(DuckDbAttempt.class);

    final Sql sql;
    final EpisodeClaim claim;
    private @Nullable Finished finished;
    private boolean committed;

    /** What is known after {@link #finish}. */
    record Finished(StoredRows rows, EpisodeFacts facts) {}

    /**
     * @param sql a connection that the attempt owns from here on
     * @param claim likewise
     */
    DuckDbAttempt(Sql sql, EpisodeClaim claim) {
        this.sql = sql;
        this.claim = claim;
    }

    @Override
    public Vocabulary vocabulary() {
        return translating(() -> VocabularyTables.read(sql));
    }

    /** Returns an episode to which rows are added. */
    final StoredEpisode stored(EpisodeRow row, ObservationKeys keys) {
        AgentLabels labels = AgentLabels.of(new EpisodeTables(sql).labels(row.episodeId()));
        return row.stored(labels, keys);
    }

    final StoredRows finished(StoredRows rows, EpisodeFacts facts) {
        finished = new Finished(rows, facts);
        return rows;
    }

    final Finished finished() {
        if (finished == null) {
            throw new IllegalStateException("The load has not been finished");
        }
        return finished;
    }

    static StoreException nothingWritten() {
        return new StoreException("No batch was written");
    }

    /** Commits the transaction. */
    final void commitTransaction() {
        sql.handle().commit();
        committed = true;
    }

    /** Closes what the attempt has staged. */
    abstract void closeStaging() throws SQLException;

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
