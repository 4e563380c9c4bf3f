package org.collabenv.episodes.store;

/** The ways in which a load verifies that every row refers to rows that exist. */
public enum ForeignKeyCheck {
    /** Each referenced row was checked and locked once for the whole load. */
    ONCE_PER_LOAD,
    /** The database's triggers checked each row, since they could not be switched off; this is several times slower. */
    ONCE_PER_ROW
}
