package org.collabenv.episodes.store;

import org.jdbi.v3.core.HandleCallback;

/** Runs something that changes rows in a transaction of its own, in the way that its database needs. */
public interface Changes {

    /** The callback's result, once it is committed. */
    <T> T inTransaction(HandleCallback<T, RuntimeException> change);
}
