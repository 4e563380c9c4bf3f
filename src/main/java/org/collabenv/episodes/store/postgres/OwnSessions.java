package org.collabenv.episodes.store.postgres;

import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.sql.Statements;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Verifies that each connection has a session of the server for itself. Behind a pooler in transaction mode it has not:
 * temporary tables, settings and locks of a session would belong to whichever connection comes next.
 */
final class OwnSessions {

    /** The number of attempts: others who use the same pooler may hide it for a moment. */
    private static final int TRIES = 3;

    private OwnSessions() {}

    /** @throws StoreException if two connections share a session */
    static void require(Jdbi jdbi, Statements statements) {
        for (int i = 0; i < TRIES; i++) {
            try (Handle idle = jdbi.open();
                    Handle other = jdbi.open()) {
                int ofIdle = backend(idle, statements);
                // A pooler gives the session of a connection that is in no transaction to the next one that begins any.
                int ofOther = other.inTransaction(busy -> backend(busy, statements));
                if (ofIdle == ofOther) {
                    throw new StoreException(
                            "The database is reached through a pooler in transaction mode, which the service cannot use: set pool_mode=session for it in PgBouncer, or connect to the server itself");
                }
            }
        }
    }

    private static int backend(Handle connection, Statements statements) {
        return connection
                .createQuery(statements.get("backend"))
                .mapTo(Integer.class)
                .one();
    }
}
