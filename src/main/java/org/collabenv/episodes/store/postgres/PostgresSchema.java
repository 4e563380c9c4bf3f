package org.collabenv.episodes.store.postgres;

import static org.collabenv.episodes.store.DatabaseFailures.translating;

import java.util.List;
import java.util.function.Supplier;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.changelog.ChangeSet;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockServiceFactory;
import org.collabenv.episodes.store.Statements;
import org.collabenv.episodes.store.StoreException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Brings the schema to this version, one service at a time, and tells whether it is there. */
final class PostgresSchema {

    /** Whoever asks waits no longer, on a database that hangs either. */
    private static final int ANSWER_SECONDS = 3;

    private final Jdbi jdbi;
    private final Statements statements;
    private final Supplier<Liquibase> changelog;
    private volatile List<String> changes = List.of();

    /** Something that is done with Liquibase. */
    private interface Step {
        void with(Liquibase liquibase) throws LiquibaseException;
    }

    PostgresSchema(Jdbi jdbi, Statements statements, Supplier<Liquibase> changelog) {
        this.jdbi = jdbi;
        this.statements = statements;
        this.changelog = changelog;
    }

    /**
     * Applies the changes that the database has not seen.
     *
     * <p>Liquibase's own lock is a row: a service that is killed while it holds it would keep every later one waiting,
     * and two services that make the row's table at the same moment collide. A lock of the session, which ends with
     * it, guards the whole; whoever has it may sweep away a row that a killed service left.
     */
    void migrate() {
        try (Handle guard = jdbi.open()) {
            guard.execute(statements.get("wait_for_locks"));
            guard.execute(statements.get("lock_schema"));
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
                guard.execute(statements.get("restore_lock_timeout"));
            }
        } catch (RuntimeException | LiquibaseException e) {
            throw new StoreException("The schema could not be brought to this version", e);
        }
    }

    /** @throws StoreException if the database has not seen every change */
    void require() {
        List<String> lacking;
        try {
            withLiquibase(liquibase -> {});
            lacking = lacking();
        } catch (RuntimeException | LiquibaseException e) {
            throw new StoreException("It could not be seen whether the schema is at this version", e);
        }
        if (!lacking.isEmpty()) {
            throw new StoreException(
                    "The schema lacks the changes %s, and with episodes.store.postgres.schema=require they are not made: run a service with migrate-and-exit first"
                            .formatted(lacking));
        }
    }

    private void withLiquibase(Step step) throws LiquibaseException {
        try (Liquibase liquibase = changelog.get()) {
            step.with(liquibase);
            changes = liquibase.getDatabaseChangeLog().getChangeSets().stream()
                    .map(ChangeSet::getId)
                    .toList();
        }
    }

    /** The changes that the database has not seen, in order. */
    List<String> lacking() {
        return translating(() -> jdbi.withHandle(handle -> {
            List<String> applied = applied(handle);
            return changes.stream().filter(change -> !applied.contains(change)).toList();
        }));
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
