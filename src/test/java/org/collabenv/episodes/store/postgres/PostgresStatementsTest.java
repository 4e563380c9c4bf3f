package org.collabenv.episodes.store.postgres;

import org.collabenv.episodes.store.StatementsContract;
import org.collabenv.episodes.testing.TestPostgres;
import org.jdbi.v3.core.Jdbi;

class PostgresStatementsTest extends StatementsContract {

    private final TestPostgres.Database database = TestPostgres.newDatabase();

    @Override
    protected String backend() {
        return "postgres";
    }

    @Override
    protected Jdbi migrated() {
        PostgresStores.open(database).close();
        return Jdbi.create(database::connect)
                .registerArrayType(String.class, "text")
                .registerArrayType(Integer.class, "integer");
    }
}
