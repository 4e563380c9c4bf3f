package org.collabenv.episodes.store.postgres;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.collabenv.episodes.store.StoredRows;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.store.tables.Database;
import org.jboss.logging.Logger;

/**
 * Renews the planner's statistics of the fact tables after a load that changes their size much. The server does so by
 * itself only minutes later, and until then a lab's queries would be planned as if the rows were not there.
 */
final class TableStatistics {

    private static final Logger LOG = Logger.getLogger(TableStatistics.class);

    /** The most rows that a load adds to a table without making its statistics wrong. */
    private static final int FEW_ROWS = 10_000;

    private final Database database;
    private final Executor threads;
    private final AtomicBoolean running = new AtomicBoolean();

    /** @param threads run what a load does not wait for */
    TableStatistics(Database database, Executor threads) {
        this.database = database;
        this.threads = threads;
    }

    /** Renews what a committed load has made wrong, on another thread; a failure is only logged. */
    void stored(StoredRows rows) {
        boolean isLarge = Math.max(rows.observations(), rows.extendedProperties()) > FEW_ROWS;
        if (isLarge && running.compareAndSet(false, true)) {
            threads.execute(() -> {
                try (Sql sql = database.open()) {
                    renew(sql, rows);
                } catch (RuntimeException e) {
                    LOG.warnf("The statistics could not be renewed: %s", e.getMessage());
                } finally {
                    running.set(false);
                }
            });
        }
    }

    private static void renew(Sql sql, StoredRows rows) {
        List<String> outdated = sql.query("outdated_statistics")
                .bind("observations", rows.observations())
                .bind("values", rows.extendedProperties())
                .bind("few_rows", FEW_ROWS)
                .mapTo(String.class)
                .list();
        for (String table : outdated) {
            sql.execute("analyze_" + table);
        }
    }
}
