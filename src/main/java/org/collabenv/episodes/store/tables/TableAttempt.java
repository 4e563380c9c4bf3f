package org.collabenv.episodes.store.tables;

import static org.collabenv.episodes.store.DatabaseFailures.translating;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.collabenv.episodes.store.CompletedUpload;
import org.collabenv.episodes.store.LoadAttempt;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.StoredRows;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.trajectory.AgentLabels;
import org.collabenv.episodes.trajectory.DerivedVelocity;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.EpisodeFacts;
import org.collabenv.episodes.trajectory.LoadTarget;
import org.collabenv.episodes.trajectory.ObservationKeys;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.StoredEpisode;
import org.collabenv.episodes.trajectory.Vocabulary;
import org.collabenv.episodes.trajectory.batch.ContentDigest;
import org.jspecify.annotations.Nullable;

/** The parts of a load that are alike on every database: what it reads at its beginning and keeps for its end. */
public abstract class TableAttempt implements LoadAttempt {

    protected final Sql sql;

    /** The digest of what the load stores. */
    protected final ContentDigest content = new ContentDigest();

    private @Nullable Finished finished;

    /** The result of {@link #finish}. */
    private record Finished(StoredRows rows, EpisodeFacts facts) {}

    /** @param sql a connection that the attempt owns from here on */
    protected TableAttempt(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Vocabulary vocabulary() {
        return new Vocabulary() {
            @Override
            public Map<String, PropertyType> propertyTypes(Collection<String> propertyIds) {
                return translating(() -> {
                    awaitConnection();
                    return VocabularyTables.propertyTypes(sql, propertyIds);
                });
            }

            @Override
            public Set<String> agentTypes(Collection<String> typeIds) {
                return translating(() -> {
                    awaitConnection();
                    return VocabularyTables.existingAgentTypes(sql, typeIds);
                });
            }
        };
    }

    /** Waits until the connection can take a statement. */
    protected void awaitConnection() throws SQLException {
        // A load that uses its connection on its own thread only never waits.
    }

    /** Returns an episode to which rows are added. */
    protected final StoredEpisode stored(EpisodeRow row, ObservationKeys keys) {
        AgentLabels labels = AgentLabels.of(new EpisodeTables(sql).labels(row.episodeId()));
        return row.stored(labels, keys);
    }

    /** Returns the episode to which a load appends rows; null if the load stores an episode of its own. */
    protected final @Nullable StoredEpisode appendsTo(Episode episode, Optional<EpisodeRow> found) {
        return episode.appends()
                ? found.map(row -> stored(row, new ObservationTable(sql).keys(row.episodeId())))
                        .orElse(null)
                : null;
    }

    /** Returns whether the database changes rows by itself after they are stored. */
    protected static boolean changesRows(Episode episode, EpisodeFacts facts) {
        return facts.shift() != 0 || episode.velocity() != null;
    }

    /** Raises the frames of an episode if its first time was not its earliest, and computes its velocities if the upload asks for that. */
    protected final void changeRows(Episode episode, EpisodeFacts facts) {
        ObservationTable observations = new ObservationTable(sql);
        observations.raiseFrames(episode.episodeId(), facts.shift(), facts.numFrames());
        DerivedVelocity velocity = episode.velocity();
        if (velocity != null) {
            double frameRate = stored().map(StoredEpisode::effectiveFrameRate).orElse(episode.frameRate());
            observations.deriveVelocity(episode.episodeId(), frameRate, velocity);
        }
    }

    /** Keeps the result of {@link #finish} for the commit, and returns its rows. */
    protected final StoredRows finished(StoredRows rows, EpisodeFacts facts) {
        finished = new Finished(rows, facts);
        return rows;
    }

    /** Returns the rows of the finished load. */
    protected final StoredRows finishedRows() {
        return finishedLoad().rows();
    }

    private Finished finishedLoad() {
        if (finished == null) {
            throw new IllegalStateException("The load has not been finished");
        }
        return finished;
    }

    /** Stores the receipt of the finished load: of an episode, or of what was added to a stored one. */
    protected final void insertReceipt(LoadTarget target, CompletedUpload upload) {
        Finished load = finishedLoad();
        ReceiptTables receipts = new ReceiptTables(sql);
        if (target instanceof Episode episode && stored().isEmpty()) {
            receipts.insertReceipt(episode, upload, load.rows(), load.facts(), content.sum());
        } else {
            receipts.insertAddition(target.episodeId(), upload, load.rows(), content.sum());
        }
    }

    /** Returns the failure of a load that is finished without a row. */
    protected static StoreException nothingWritten() {
        return new StoreException("No batch was written");
    }
}
