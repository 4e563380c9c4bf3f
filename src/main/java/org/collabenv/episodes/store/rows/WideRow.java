package org.collabenv.episodes.store.rows;

import org.jspecify.annotations.Nullable;

/** A row that is read, in the order of its columns; it is the next one after the reader has moved on. */
public interface WideRow {

    /** Returns a whole number. */
    int integer(int column);

    /** Returns a number; NaN if there is none. */
    double number(int column);

    /** Returns a text; null if there is none. */
    @Nullable
    String text(int column);
}
