package org.collabenv.episodes.store.sql;

import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/** Runs transactions that change rows, one after another if the database needs that. */
public interface Transactions {

    /** Runs the work in a transaction and returns its result after the commit. */
    <T> T run(Jdbi jdbi, HandleCallback<T, RuntimeException> work);
}
