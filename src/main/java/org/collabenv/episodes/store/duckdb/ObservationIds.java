package org.collabenv.episodes.store.duckdb;

import org.collabenv.episodes.store.Statements;
import org.jdbi.v3.core.Handle;

/** The ids of observations, one behind the other for each chunk: the file is this process's alone, so all come from here. */
final class ObservationIds {

    private final Statements statements;

    ObservationIds(Statements statements) {
        this.statements = statements;
    }

    /** Takes that many ids, which nobody else gets, and gives the first. */
    synchronized long take(Handle handle, int ids) {
        long last = handle.createQuery(statements.get("take_observation_ids"))
                .bind("ids", ids)
                .mapTo(Long.class)
                .one();
        return last - ids + 1;
    }
}
