package org.collabenv.episodes.store;

import java.util.Locale;

/** How a load made sure that every row refers to something that exists. */
public enum ForeignKeyCheck {
    /** Each referenced row was checked and locked once for the whole load. */
    ONCE_PER_LOAD,
    /** By the database's triggers, since the role may not do without them: several times slower. */
    ONCE_PER_ROW;

    /** The word in a receipt. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
