package org.collabenv.episodes.store;

import org.collabenv.episodes.trajectory.AgentLabels;
import org.collabenv.episodes.trajectory.RecordBatch;
import org.collabenv.episodes.trajectory.RowErrors;
import org.collabenv.episodes.trajectory.Vocabulary;

/**
 * One try at adding property values to a stored episode: begin, write, finish, commit. Owns a connection.
 *
 * <p>{@link #close} without {@link #commit} leaves everything as it was. After a failure of any call only {@code close}
 * may follow.
 */
public interface AdditionAttempt extends AutoCloseable {

    /** The episode with its receipt. */
    EpisodeRow episode();

    /** The labels of the episode's agents. */
    AgentLabels labels();

    /** What is defined as the attempt begins. */
    Vocabulary vocabulary();

    /** Stages a batch's values; the batch may be filled again afterwards. */
    void write(RecordBatch batch);

    /**
     * Joins the staged values with the episode's observations.
     *
     * @param errors takes the rows whose key fits no observation or stands in the file twice
     * @return what the database says that it took
     * @throws org.collabenv.episodes.trajectory.IngestException if there are such rows, if a key without an agent type
     *     fits several observations, or if a value is there that is not to be replaced
     */
    StoredAddition finish(RowErrors errors);

    /** Makes the values visible, with their receipt, and tells the ledger in the same transaction. */
    void commit(CompletedUpload upload);

    @Override
    void close();
}
