package org.collabenv.episodes.store.duckdb;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.collabenv.episodes.store.StatementsContract;
import org.collabenv.episodes.testing.DuckDb;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.io.TempDir;

class DuckDbStatementsTest extends StatementsContract {

    @TempDir
    private Path folder;

    @Override
    protected String backend() {
        return "duckdb";
    }

    @Override
    protected Jdbi migrated() {
        Path file = folder.resolve("statements.duckdb");
        new DuckDbStore(file, "256MB", Duration.ZERO).close();
        return Jdbi.create(() -> DuckDb.file(file, new Properties()));
    }
}
