package org.collabenv.episodes.store.duckdb;

import org.collabenv.episodes.store.tables.Sql;

/**
 * The ids of observations, consecutive within each batch: no other process has the file open, so all ids come from
 * here.
 */
final class FileIds {

    /**
     * Takes ids that nobody else gets.
     *
     * @param ids the number of ids
     * @return the first id; the others follow it without a gap
     */
    synchronized long take(Sql sql, int ids) {
        long last = sql.query("take_observation_ids")
                .bind("ids", ids)
                .mapTo(Long.class)
                .one();
        return last - ids + 1;
    }
}
