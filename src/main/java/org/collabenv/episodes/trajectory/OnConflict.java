package org.collabenv.episodes.trajectory;

/** What is done with an episode whose id is there already. */
public enum OnConflict {
    /** The upload is refused. */
    ERROR,
    /** The stored episode goes as the new one comes, in one transaction. */
    REPLACE,
    /** The rows of the file are added to those of the stored episode. */
    APPEND
}
