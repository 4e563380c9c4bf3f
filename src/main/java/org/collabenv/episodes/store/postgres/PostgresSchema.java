package org.collabenv.episodes.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockServiceFactory;
import org.collabenv.episodes.store.Statements;
import org.collabenv.episodes.store.StoreException;

/** Brings the schema to this version, one service at a time. */
final class PostgresSchema {

    private final DataSource dataSource;
    private final Statements statements;

    PostgresSchema(DataSource dataSource, Statements statements) {
        this.dataSource = dataSource;
        this.statements = statements;
    }

    /**
     * Applies the changes that the database has not seen.
     *
     * <p>Liquibase's own lock is a row: a service that is killed while it holds it would keep every later one waiting,
     * and two services that make the row's table at the same moment collide. A lock of the session, which ends with
     * it, guards the whole; whoever has it may sweep away a row that a killed service left.
     */
    void migrate(Supplier<Liquibase> changelog) {
        try (Connection guard = dataSource.getConnection();
                Statement statement = guard.createStatement()) {
            statement.execute(statements.get("wait_for_locks"));
            statement.execute(statements.get("lock_schema"));
            try (Liquibase liquibase = changelog.get()) {
                LockServiceFactory.getInstance()
                        .getLockService(liquibase.getDatabase())
                        .init();
                liquibase.forceReleaseLocks();
                liquibase.update(new Contexts(), new LabelExpression());
            } finally {
                statement.execute(statements.get("unlock_schema"));
                statement.execute(statements.get("restore_lock_timeout"));
            }
        } catch (SQLException | LiquibaseException e) {
            throw new StoreException("The schema could not be brought to this version", e);
        }
    }
}
