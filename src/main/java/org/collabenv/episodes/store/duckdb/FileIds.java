package org.collabenv.episodes.store.duckdb;

import org.collabenv.episodes.store.sql.Sql;
import org.jboss.logging.Logger;

/**
 * The ids of observations, consecutive within each batch: while no other process has the file open, all ids come from
 * here.
 */
final class FileIds {

    private static final Logger LOG = Logger.getLogger(FileIds.class);

    /**
     * Moves the sequence of ids behind the highest id: a program that had the file open before may have inserted
     * observations with ids of its own, which the sequence would give again.
     */
    static void passTaken(Sql sql) {
        sql.query("taken_observation_id").mapTo(Long.class).findOne().ifPresent(highest -> {
            LOG.infof("Another program inserted observations with ids up to %d; the next ones follow them", highest);
            sql.query("pass_observation_id")
                    .bind("highest", highest)
                    .mapTo(Long.class)
                    .one();
        });
    }

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
