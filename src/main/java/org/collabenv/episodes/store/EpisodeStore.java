package org.collabenv.episodes.store;

import java.util.List;
import org.collabenv.episodes.trajectory.Episode;

/** A database that episodes are loaded into. Safe for use by several threads at once. */
public interface EpisodeStore extends AutoCloseable {

    /**
     * Claims the episode's id and opens the transaction that will hold its load. An episode that is to be replaced stays
     * visible as it was until the commit.
     *
     * @return the attempt, which the caller must close
     * @throws org.collabenv.episodes.trajectory.IngestException if the episode is there already and is neither to be
     *     replaced nor added to, or is being loaded, or its session belongs to another category
     * @throws StoreException if the database fails
     */
    LoadAttempt begin(Episode episode);

    /**
     * Opens the transaction that will add property values to an episode.
     *
     * @param replace whether values that are there already may be replaced
     * @return the attempt, which the caller must close
     * @throws org.collabenv.episodes.trajectory.IngestException if there is no such episode, or it is being loaded or
     *     added to
     * @throws StoreException if the database fails
     */
    AdditionAttempt beginAddition(String episodeId, boolean replace);

    /** What became of every upload. */
    UploadLedger uploads();

    /** What is stored, for reading. */
    EpisodeCatalog catalog();

    /** The sessions that episodes belong to. */
    Sessions sessions();

    /** What properties and agent types mean. */
    Glossary glossary();

    /**
     * Deletes an episode with its observations, property values and receipt, in one transaction.
     *
     * @return false if there is no such episode
     */
    boolean delete(String episodeId);

    /**
     * Asks the database whether its schema is at this version.
     *
     * @return the changes that it lacks, by name
     * @throws org.collabenv.episodes.trajectory.IngestException if the database cannot be reached
     */
    List<String> lackingChanges();

    /** Which database this is and where, for the log; without secrets. */
    String description();

    /** Lets go of what the store itself has opened. */
    @Override
    void close();
}
