package org.collabenv.episodes.store;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.collabenv.episodes.trajectory.LoadTarget;

/** A database into which episodes are loaded. It is safe for use by several threads at once. */
public interface EpisodeStore extends AutoCloseable {

    /**
     * Claims the episode and opens the transaction of a load. An episode that is replaced stays visible as it was until
     * the commit.
     *
     * @return the attempt, which the caller closes
     * @throws org.collabenv.episodes.trajectory.IngestException if the episode exists and is neither replaced nor added
     *     to, does not exist although values are to be added to it, is being loaded, or its session belongs to another
     *     category
     * @throws StoreException if the database fails
     */
    LoadAttempt begin(LoadTarget target);

    /**
     * Deletes an episode with everything that belongs to it, in one transaction.
     *
     * @return false if there is no such episode
     * @throws org.collabenv.episodes.trajectory.IngestException if the episode is being loaded
     */
    boolean delete(String episodeId);

    /**
     * Asks the database whether its schema has the version of this service, and what loads need.
     *
     * @return the changesets, tables and keys that it lacks, in words
     * @throws org.collabenv.episodes.trajectory.IngestException if the database is unavailable
     */
    List<String> missing();

    /**
     * Copies the whole database as it is at one moment, for programs that cannot read it while the service runs.
     *
     * @return the bytes of a database file, which the caller closes; empty if the database can be read by others anyway
     * @throws org.collabenv.episodes.trajectory.IngestException if another copy is being made
     */
    Optional<InputStream> snapshot();

    /** Returns the kind and location of the database for the log, without secrets. */
    String description();

    /** Releases what the store itself has opened. */
    @Override
    void close();
}
