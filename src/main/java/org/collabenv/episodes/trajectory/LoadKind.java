package org.collabenv.episodes.trajectory;

import java.util.Locale;

/** The kinds of loads, as the ledger, the metrics and the receipts name them. */
public enum LoadKind {
    /** Stores an episode, or adds rows to one. */
    EPISODE,
    /** Adds property values to a stored episode. */
    PROPERTIES;

    /** Returns the word in the ledger, for example {@code episode}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
