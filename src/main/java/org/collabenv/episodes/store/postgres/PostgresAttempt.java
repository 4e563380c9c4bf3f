package org.collabenv.episodes.store.postgres;

import static org.collabenv.episodes.store.DatabaseFailures.translatingCommand;

import org.collabenv.episodes.store.CompletedUpload;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.store.tables.TableAttempt;
import org.collabenv.episodes.trajectory.LoadTarget;

/** A load into PostgreSQL in its transaction. */
abstract class PostgresAttempt extends TableAttempt {

    final LoadTransaction transaction;
    private final LoadTarget target;
    private final TableStatistics statistics;

    PostgresAttempt(Sql sql, LoadTransaction transaction, LoadTarget target, TableStatistics statistics) {
        super(sql);
        this.transaction = transaction;
        this.target = target;
        this.statistics = statistics;
    }

    @Override
    public final void commit(CompletedUpload upload) {
        translatingCommand(() -> insertReceipt(target, upload));
        transaction.commit();
        statistics.stored(finishedRows());
    }

    @Override
    public final void abort() {
        transaction.abort();
    }

    @Override
    public void close() {
        transaction.close();
    }
}
