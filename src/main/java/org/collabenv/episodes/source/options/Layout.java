package org.collabenv.episodes.source.options;

/** How a text file is laid out where it cannot be told by its header. */
public enum Layout {
    /** A header line, then a record per agent and frame. */
    HEADED,
    /** The MOT challenge's lines without a header: frame, id, box, confidence and more. */
    MOT
}
