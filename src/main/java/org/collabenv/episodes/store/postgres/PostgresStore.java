package org.collabenv.episodes.store.postgres;

import static org.collabenv.episodes.store.DatabaseFailures.translatingCommand;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import javax.sql.DataSource;
import liquibase.Liquibase;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.LoadAttempt;
import org.collabenv.episodes.store.StoreConfig.Migration;
import org.collabenv.episodes.store.StoreConfig.Values;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.postgres.PostgresLoad.PostgresSettings;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.store.sql.Statements;
import org.collabenv.episodes.store.sql.Transactions;
import org.collabenv.episodes.store.tables.Database;
import org.collabenv.episodes.store.tables.EpisodeCatalog;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.LoadTarget;
import org.collabenv.episodes.trajectory.PropertyAddition;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A store of episodes in PostgreSQL 15 or newer. */
public final class PostgresStore implements EpisodeStore {

    private final String description;
    private final Database database;
    private final Database forRequests;
    private final EpisodeCatalog episodes;
    private final PostgresSchema schema;
    private final PostgresSettings settings;
    private final ExecutorService senders = ChunkSender.threads();

    /**
     * Opens the store once its schema has the version of this service.
     *
     * @param dataSource the pool from which every load takes one connection; owned by the caller
     * @param changelog opens Liquibase on the same database
     * @param migration the treatment of the schema
     * @param values the path by which property values reach their table
     * @param requests the most requests other than loads that use the database at the same time
     * @param description the database for the log, without secrets
     * @throws StoreException if the schema has another version and may not or cannot be migrated, or if the role lacks a
     *     privilege that {@code values} needs
     */
    public PostgresStore(
            DataSource dataSource,
            Supplier<Liquibase> changelog,
            Migration migration,
            Values values,
            int requests,
            String description) {
        this.description = description;
        Jdbi jdbi = Jdbi.create(dataSource)
                .registerArrayType(String.class, "text")
                .registerArrayType(Integer.class, "integer")
                .registerArrayType(Long.class, "bigint");
        Statements statements = new Statements("postgres");
        translatingCommand(() -> OwnSessions.require(jdbi, statements));
        this.schema = new PostgresSchema(jdbi, statements, changelog);
        switch (migration) {
            case MIGRATE, MIGRATE_AND_EXIT -> schema.migrate();
            case REQUIRE -> schema.require();
        }
        Transactions changes = new Transactions() {
            @Override
            public <T> T run(Jdbi on, HandleCallback<T, RuntimeException> work) {
                return on.inTransaction(work);
            }
        };
        this.database = new Database(jdbi, statements, changes, List.of(), true);
        this.forRequests = database.forRequests(requests);
        this.episodes = new EpisodeCatalog(forRequests);
        try (Sql sql = database.open()) {
            FactColumns.require(sql, values);
        }
        String idSequence =
                switch (values) {
                    case STAGED -> "";
                    case DIRECT -> idSequence();
                };
        this.settings =
                new PostgresSettings(episodes, values, idSequence, senders, new TableStatistics(database, senders));
    }

    private String idSequence() {
        record Sequence(@Nullable String name, boolean allowed) {}
        Sequence sequence;
        try (Sql sql = database.open()) {
            sequence = sql.query("observation_id_sequence")
                    .map((row, context) -> new Sequence(row.getString("sequence"), row.getBoolean("allowed")))
                    .one();
        }
        if (sequence.name() == null) {
            throw new StoreException(
                    "episodes.store.postgres.values=direct needs a sequence for the column observation_id of the table observations");
        }
        if (!sequence.allowed()) {
            throw new StoreException(
                    "episodes.store.postgres.values=direct needs the privilege to take ids of observations: GRANT USAGE ON SEQUENCE %s TO the role of the service"
                            .formatted(sequence.name()));
        }
        return sequence.name();
    }

    /** Returns the database, for the classes that read and write its tables. */
    public Database database() {
        return database;
    }

    /** Returns the database for requests other than loads. */
    public Database forRequests() {
        return forRequests;
    }

    @Override
    public LoadAttempt begin(LoadTarget target) {
        try {
            return attempt(target);
        } catch (LeftoversException e) {
            schema.repair();
            return attempt(target);
        }
    }

    private LoadAttempt attempt(LoadTarget target) {
        Sql sql = database.open();
        return target instanceof PropertyAddition addition
                ? PostgresAddition.begin(sql, addition, settings.statistics(), senders)
                : PostgresLoad.begin(sql, (Episode) target, settings);
    }

    @Override
    public boolean delete(String episodeId) {
        return episodes.delete(episodeId);
    }

    @Override
    public List<String> missing() {
        return schema.missing();
    }

    /** Other programs read the server as the service does. */
    @Override
    public Optional<InputStream> snapshot() {
        return Optional.empty();
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public void close() {
        // The pool of connections belongs to the caller.
        senders.shutdown();
    }
}
