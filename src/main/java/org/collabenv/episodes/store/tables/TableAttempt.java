package org.collabenv.episodes.store.tables;

import static org.collabenv.episodes.store.DatabaseFailures.translating;

import org.collabenv.episodes.store.LoadAttempt;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.StoredRows;
import org.collabenv.episodes.trajectory.AgentLabels;
import org.collabenv.episodes.trajectory.EpisodeFacts;
import org.collabenv.episodes.trajectory.ObservationKeys;
import org.collabenv.episodes.trajectory.StoredEpisode;
import org.collabenv.episodes.trajectory.Vocabulary;
import org.jspecify.annotations.Nullable;

/** The parts of a load that are alike on every database: what it reads at its beginning and keeps for its end. */
public abstract class TableAttempt implements LoadAttempt {

    protected final Sql sql;
    private @Nullable Finished finished;

    /** What is known after {@link #finish}. */
    protected record Finished(StoredRows rows, EpisodeFacts facts) {}

    /** @param sql a connection that the attempt owns from here on */
    protected TableAttempt(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Vocabulary vocabulary() {
        return translating(() -> VocabularyTables.read(sql));
    }

    /** Returns an episode to which rows are added. */
    protected final StoredEpisode stored(EpisodeRow row, ObservationKeys keys) {
        AgentLabels labels = AgentLabels.of(new EpisodeTables(sql).labels(row.episodeId()));
        return row.stored(labels, keys);
    }

    /** Keeps the result of {@link #finish} for the commit, and returns its rows. */
    protected final StoredRows finished(StoredRows rows, EpisodeFacts facts) {
        finished = new Finished(rows, facts);
        return rows;
    }

    /** Returns the result of {@link #finish}. */
    protected final Finished finished() {
        if (finished == null) {
            throw new IllegalStateException("The load has not been finished");
        }
        return finished;
    }

    /** Returns the failure of a load that is finished without a row. */
    protected static StoreException nothingWritten() {
        return new StoreException("No batch was written");
    }
}
