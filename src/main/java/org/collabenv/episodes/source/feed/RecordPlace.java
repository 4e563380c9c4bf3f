package org.collabenv.episodes.source.feed;

/** How the place of a record in its file is counted. */
public enum RecordPlace {
    /** The physical line that it starts on, the header counted. */
    LINE,
    /** Its row, the first one being 1. */
    ROW
}
