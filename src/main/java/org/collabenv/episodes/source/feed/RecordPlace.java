package org.collabenv.episodes.source.feed;

/** The ways of counting the place of a record in its file. */
public enum RecordPlace {
    /** The physical line on which it starts, counting the header. */
    LINE,
    /** The row, starting with 1. */
    ROW
}
