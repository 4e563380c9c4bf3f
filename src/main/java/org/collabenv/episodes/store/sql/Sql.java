package org.collabenv.episodes.store.sql;

import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/**
 * A connection that runs statements by name. It is not safe for use by several threads at once.
 *
 * @param handle the connection, which its opener closes
 */
public record Sql(Statements statements, Handle handle) implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Sql.class);

    public Query query(String name) {
        return handle.createQuery(statements.get(name));
    }

    public Update update(String name) {
        return handle.createUpdate(statements.get(name));
    }

    /** Rolls back and closes the connection after a failure; a further failure is only logged, so as not to hide it. */
    public void abandon() {
        try (handle) {
            if (handle.isInTransaction()) {
                handle.rollback();
            }
        } catch (JdbiException e) {
            LOG.debugf(e, "A connection could not be rolled back after a failure");
        }
    }

    /** Runs a statement without parameters. */
    public void execute(String name) {
        handle.execute(statements.get(name));
    }

    /** Returns the connection. */
    @Override
    public void close() {
        handle.close();
    }
}
