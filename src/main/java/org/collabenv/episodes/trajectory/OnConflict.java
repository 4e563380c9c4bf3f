package org.collabenv.episodes.trajectory;

/** The action of a load whose episode id exists already. */
public enum OnConflict {
    /** Refuses the upload. */
    ERROR,
    /** Replaces the stored episode in one transaction. */
    REPLACE,
    /** Adds the rows of the file to the stored episode. */
    APPEND
}
