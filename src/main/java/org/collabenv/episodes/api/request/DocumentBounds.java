package org.collabenv.episodes.api.request;

/** Counts values and looks at depth, so that no document costs more than its size suggests. */
class DocumentBounds {

    /** Aliases in YAML can make a few lines stand for any number of values. */
    private static final int MOST_VALUES = 200_000;

    static final int DEEPEST = 100;

    private int values;

    /** Called for each value before anything is made of it. */
    final void enter(int depth) {
        if (++values > MOST_VALUES || depth > DEEPEST) {
            throw RequestDocument.invalid(
                    "The body holds more than %d values, or is nested deeper than %d".formatted(MOST_VALUES, DEEPEST));
        }
    }
}
