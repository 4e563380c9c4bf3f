package org.collabenv.episodes.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collabenv.episodes.trajectory.EpisodeFacts;
import org.collabenv.episodes.trajectory.ObservationKey;
import org.collabenv.episodes.trajectory.RowErrors;
import org.collabenv.episodes.trajectory.StoredEpisode;
import org.collabenv.episodes.trajectory.Vocabulary;
import org.collabenv.episodes.trajectory.batch.RecordBatch;

/**
 * One attempt at a load: begin, write, finish, commit. Owns a connection and its transaction.
 *
 * <p>{@link #close} without {@link #commit} rolls everything back, definitions included. After a failure of any call,
 * only {@code close} may follow.
 */
public interface LoadAttempt extends AutoCloseable {

    /** Returns the stored episode to which the rows are added; empty if they form a new episode. */
    Optional<StoredEpisode> stored();

    /** Returns the definitions that the load sees; they may be asked for at any time between two of its calls. */
    Vocabulary vocabulary();

    /**
     * Writes a batch's records; the batch may be filled again afterwards.
     *
     * @param batch the same batch at each call; its properties and agent types are those of the load
     */
    void write(RecordBatch batch);

    /**
     * Returns for each key how many of the episode's observations were stored before it.
     *
     * @param keys keys of observations that are stored or have been written
     */
    Map<ObservationKey, Long> rowsBefore(List<ObservationKey> keys);

    /**
     * Stores what has been written and not stored yet, and creates the definitions that the episode needs.
     *
     * @param facts known after the last row
     * @param errors takes the rows of an addition whose key matches no observation or is repeated in the file
     * @return the database's own counts
     * @throws org.collabenv.episodes.trajectory.IngestException if there are such rows, if a key without an agent type
     *     matches several observations, or if a value exists that must not be replaced
     */
    StoredRows finish(EpisodeFacts facts, RowErrors errors);

    /**
     * Makes the rows visible, with their receipt, and ends the upload in the ledger in the same transaction.
     *
     * @throws org.collabenv.episodes.trajectory.IngestException with {@code COMMIT_UNCONFIRMED} if the connection was
     *     lost before the database confirmed the commit
     */
    void commit(CompletedUpload upload);

    /**
     * Makes a call that waits for the database in vain fail soon. Any thread may call this; nothing happens if the load
     * is being committed, or has ended.
     */
    void abort();

    /** Rolls back unless committed, and returns the connection. */
    @Override
    void close();
}
