package org.collabenv.episodes.store.tables;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/**
 * A connection that runs statements by name. Not safe for use by several threads at once.
 *
 * @param handle the connection, which its opener closes
 */
public record Sql(Statements statements, Handle handle) {

    public Query query(String name) {
        return handle.createQuery(statements.get(name));
    }

    public Update update(String name) {
        return handle.createUpdate(statements.get(name));
    }

    /** Runs a statement without parameters. */
    public void execute(String name) {
        handle.execute(statements.get(name));
    }
}
