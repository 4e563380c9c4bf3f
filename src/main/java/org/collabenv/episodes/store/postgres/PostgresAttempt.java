package org.collabenv.episodes.store.postgres;

import static org.collabenv.episodes.store.DatabaseFailures.translating;

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
import org.jspecify.annotations.Nullable;

/** The parts that all loads into PostgreSQL share: the transaction and what it reads at its beginning. */
abstract class PostgresAttempt implements LoadAttempt {

    final Sql sql;
    final LoadTransaction transaction;
    private @Nullable Finished finished;

    /** What is known after {@link #finish}. */
    record Finished(StoredRows rows, EpisodeFacts facts) {}

    PostgresAttempt(Sql sql, LoadTransaction transaction) {
        this.sql = sql;
        this.transaction = transaction;
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

    @Override
    public void close() {
        transaction.close();
    }
}
