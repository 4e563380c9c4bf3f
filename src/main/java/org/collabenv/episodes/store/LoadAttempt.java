package org.collabenv.episodes.store;

import java.util.Optional;
import org.collabenv.episodes.trajectory.AgentLabels;
import org.collabenv.episodes.trajectory.EarlierRows;
import org.collabenv.episodes.trajectory.EpisodeFacts;
import org.collabenv.episodes.trajectory.RecordBatch;
import org.collabenv.episodes.trajectory.Vocabulary;

/**
 * One try at loading one episode: begin, write, finish, commit. Owns a connection and its transaction.
 *
 * <p>{@link #close} without {@link #commit} rolls everything back, definitions included. After a failure of any call
 * only {@code close} may follow.
 */
public interface LoadAttempt extends AutoCloseable, EarlierRows {

    /** The episode that the rows are added to, with its receipt; empty if they make a new one. */
    Optional<EpisodeRow> appendsTo();

    /** The labels of that episode's agents. */
    AgentLabels labels();

    /** What is defined as the load begins. */
    Vocabulary vocabulary();

    /**
     * Takes a batch's records; the batch may be filled again afterwards.
     *
     * @param batch always the same batch, which the properties and agent types of the load belong to
     */
    void write(RecordBatch batch);

    /**
     * Stores what is still on its way, and defines what the episode needs.
     *
     * @return what the database says that it took
     */
    StoredEpisode finish(EpisodeFacts facts);

    /**
     * Makes the episode visible, with its receipt.
     *
     * @param upload what the ledger is told in the same transaction
     * @throws org.collabenv.episodes.trajectory.IngestException with {@code COMMIT_UNCONFIRMED} if the database went
     *     away before it said whether the episode is stored
     */
    void commit(CompletedUpload upload);

    /** Rolls back unless committed, and gives the connection back. */
    @Override
    void close();
}
