package org.collabenv.episodes.source.options;

/** The layout of a text file, for layouts that cannot be detected from a header. */
public enum Layout {
    /** A header line, followed by one record per agent and frame. */
    HEADED,
    /** Only records; their columns are called {@code column_1}, {@code column_2} and so on unless the upload names them. */
    UNNAMED,
    /** Lines of the MOT challenge, which have no header: frame, id, box, confidence and more. */
    MOT
}
