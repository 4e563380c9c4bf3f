package org.collabenv.episodes.store.postgres;

import static org.collabenv.episodes.store.DatabaseFailures.translating;
import static org.collabenv.episodes.store.DatabaseFailures.translatingCommand;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.changelog.ChangeSet;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockServiceFactory;
import org.collabenv.episodes.store.DatabaseFailures;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.sql.AnswerTime;
import org.collabenv.episodes.store.sql.Statements;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Migrates the schema, one service at a time, and reports the changesets that it lacks. */
final class PostgresSchema {

    private static final Logger LOG = Logger.getLogger(PostgresSchema.class);
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** The longest wait for an answer, which bounds the wait for a database that hangs. */
    private static final int ANSWER_SECONDS = 3;

    /** A changeset takes as long as the lab's tables are large, and so does the wait for another service's. */
    private static final int WITHOUT_LIMIT = 0;

    private final Jdbi jdbi;
    private final Statements statements;
    private final Supplier<Liquibase> changelog;
    private volatile List<String> changesets = List.of();

    /** A step that uses Liquibase. */
    private interface Step {
        void with(Liquibase liquibase) throws LiquibaseException;
    }

    PostgresSchema(Jdbi jdbi, Statements statements, Supplier<Liquibase> changelog) {
        this.jdbi = jdbi;
        this.statements = statements;
        this.changelog = changelog;
    }

    /**
     * Applies the changesets that the database lacks.
     *
     * <p>Liquibase's own lock is a row: a service that is killed while it holds the row would block every later one,
     * and two services that create the row's table at the same moment collide. An advisory lock, which ends with its
     * session, prevents both; its holder may release a row that a killed service left.
     */
    void migrate() {
        try (Handle guard = jdbi.open()) {
            AnswerTime.during(
                    guard.getConnection(),
                    WITHOUT_LIMIT,
                    () -> guard.inTransaction(waiting -> {
                        waiting.execute(statements.get("wait_for_locks"));
                        return waiting.execute(statements.get("lock_schema"));
                    }));
            try {
                withLiquibase(liquibase -> {
                    LockServiceFactory.getInstance()
                            .getLockService(liquibase.getDatabase())
                            .init();
                    liquibase.forceReleaseLocks();
                    liquibase.update(new Contexts(), new LabelExpression());
                });
            } finally {
                guard.execute(statements.get("unlock_schema"));
            }
        } catch (RuntimeException | LiquibaseException e) {
            throw new StoreException("The schema could not be migrated", e);
        }
    }

    /** @throws StoreException if the database lacks a changeset */
    void require() {
        List<String> missing;
        try {
            withLiquibase(liquibase -> {});
            missing = missing();
        } catch (RuntimeException | LiquibaseException e) {
            throw new StoreException("The version of the schema could not be read", e);
        }
        if (!missing.isEmpty()) {
            throw new StoreException(
                    "The schema lacks the changesets %s, and episodes.store.postgres.schema=require does not apply them: run a service with migrate-and-exit first"
                            .formatted(missing));
        }
    }

    private void withLiquibase(Step step) throws LiquibaseException {
        try (Liquibase liquibase = changelog.get()) {
            Connection connection =
                    ((JdbcConnection) liquibase.getDatabase().getConnection()).getUnderlyingConnection();
            AnswerTime.during(connection, WITHOUT_LIMIT, () -> {
                step.with(liquibase);
                return liquibase;
            });
            changesets = liquibase.getDatabaseChangeLog().getChangeSets().stream()
                    .map(ChangeSet::getId)
                    .toList();
        }
    }

    /** Returns the changesets, tables and keys that the database lacks, in words. */
    List<String> missing() {
        return translating(() -> jdbi.withHandle(handle -> {
            List<String> applied = applied(handle);
            List<String> missing = new ArrayList<>(changesets.stream()
                    .filter(changeset -> !applied.contains(changeset))
                    .toList());
            if (missing.isEmpty()) {
                missing.addAll(handle.createQuery(statements.get("missing_tables"))
                        .setQueryTimeout(ANSWER_SECONDS)
                        .mapTo(String.class)
                        .list());
            }
            return missing;
        }));
    }

    /**
     * Brings the service's own tables back to those of the lab, after somebody has dropped the lab's and made them anew.
     *
     * @throws IngestException if the role does not own the tables; it says what their owner has to do
     */
    void repair() {
        LOG.warn("The table of episodes was made anew: receipts and labels of episodes that are gone are deleted");
        translatingCommand(() -> jdbi.useTransaction(handle -> {
            try {
                handle.createQuery(statements.get("lock_timeout"))
                        .bind("lock_timeout", LoadTransaction.LOCK_TIMEOUT)
                        .mapTo(String.class)
                        .one();
                handle.execute(statements.get("repair_own_tables"));
            } catch (JdbiException e) {
                throw DatabaseFailures.sqlState(e).equals(INSUFFICIENT_PRIVILEGE) ? notTheOwner(e) : e;
            }
        }));
    }

    private static IngestException notTheOwner(JdbiException e) {
        return new IngestException(
                Problem.TABLES_CHANGED,
                "The table of episodes was made anew, and the service may not delete what is left in its own tables (receipts, agent_labels, additions, rejects): their owner has to delete the rows whose episode is gone, and to make the foreign keys to episodes again",
                e);
    }

    private List<String> applied(Handle handle) {
        boolean begun = handle.createQuery(statements.get("has_changelog"))
                .setQueryTimeout(ANSWER_SECONDS)
                .mapTo(Boolean.class)
                .one();
        return begun
                ? handle.createQuery(statements.get("applied_changes"))
                        .setQueryTimeout(ANSWER_SECONDS)
                        .mapTo(String.class)
                        .list()
                : List.of();
    }
}
