package org.collabenv.episodes.store.duckdb;

import org.collabenv.episodes.store.tables.Sql;

/** The ids of observations, consecutive within each batch: the file belongs to this process, so all come from here. */
final class FileIds {

    /**
     * Takes ids that nobody else gets.
     *
     * @param ids how many
     * @return the first; the others follow
     */
    synchronized long take(Sql sql, int ids) {
        long last = sql.query("take_observation_ids")
                .bind("ids", ids)
                .mapTo(Long.class)
                .one();
        return last - ids + 1;
    }
}
