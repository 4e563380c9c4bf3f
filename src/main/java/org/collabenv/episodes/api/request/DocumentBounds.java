package org.collabenv.episodes.api.request;

/** Bounds the number of values in a document and their depth, so that no document costs more than its size suggests. */
class DocumentBounds {

    /** The most values in a document: aliases in YAML can make a few lines stand for any number of them. */
    private static final int MOST_VALUES = 200_000;

    static final int DEEPEST = 100;

    private int values;

    /** Counts a value; called for each value before it is converted. */
    final void enter(int depth) {
        if (++values > MOST_VALUES || depth > DEEPEST) {
            throw RequestDocument.invalid(
                    "The body holds more than %d values, or is nested deeper than %d".formatted(MOST_VALUES, DEEPEST));
        }
    }
}
