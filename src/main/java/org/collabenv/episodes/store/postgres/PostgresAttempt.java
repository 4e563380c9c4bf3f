package org.collabenv.episodes.store.postgres;

import org.collabenv.episodes.store.tables.Sql;
import org.collabenv.episodes.store.tables.TableAttempt;

/** A load into PostgreSQL in its transaction. */
abstract class PostgresAttempt extends TableAttempt {

    final LoadTransaction transaction;

    PostgresAttempt(Sql sql, LoadTransaction transaction) {
        super(sql);
        this.transaction = transaction;
    }

    @Override
    public void close() {
        transaction.close();
    }
}
