package org.collabenv.episodes.store.postgres;

import static org.collabenv.episodes.store.DatabaseFailures.translating;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import javax.sql.DataSource;
import liquibase.Liquibase;
import org.collabenv.episodes.store.AdditionAttempt;
import org.collabenv.episodes.store.Changes;
import org.collabenv.episodes.store.EpisodeCatalog;
import org.collabenv.episodes.store.EpisodeDeletion;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.Glossary;
import org.collabenv.episodes.store.LoadAttempt;
import org.collabenv.episodes.store.Sessions;
import org.collabenv.episodes.store.Statements;
import org.collabenv.episodes.store.StoreConfig.Migration;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.UploadLedger;
import org.collabenv.episodes.trajectory.Episode;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Episodes in PostgreSQL 15 or newer. */
public final class PostgresStore implements EpisodeStore {

    private final String description;
    private final Statements statements = new Statements("postgres");
    private final Jdbi jdbi;
    private final EpisodeCatalog catalog;
    private final Changes changes;
    private final EpisodeDeletion deletion;
    private final Sessions sessions;
    private final Glossary glossary;
    private final UploadLedger uploads;
    private final PostgresSchema schema;
    private final String idSequence;
    private final ExecutorService senders = Chunks.threads();

    /**
     * Opens the store, once the schema is at this version.
     *
     * @param dataSource the pool that every load takes one connection from; the caller owns it
     * @param changelog opens Liquibase over the same database
     * @param migration whether it is brought there
     * @param description the database for the log, without secrets
     * @throws org.collabenv.episodes.store.StoreException if the schema is not at this version and is not to be or cannot be brought there
     */
    public PostgresStore(
            DataSource dataSource, Supplier<Liquibase> changelog, Migration migration, String description) {
        this.description = description;
        this.jdbi = Jdbi.create(dataSource)
                .registerArrayType(String.class, "text")
                .registerArrayType(Integer.class, "integer")
                .registerArrayType(Long.class, "bigint");
        this.schema = new PostgresSchema(jdbi, statements, changelog);
        switch (migration) {
            case MIGRATE, MIGRATE_AND_EXIT -> schema.migrate();
            case REQUIRE -> schema.require();
        }
        this.idSequence = idSequence(jdbi);
        this.catalog = new EpisodeCatalog(jdbi, statements);
        this.changes = new Changes() {
            @Override
            public <T> T inTransaction(HandleCallback<T, RuntimeException> change) {
                return jdbi.inTransaction(change);
            }
        };
        // Everything of an episode goes with its row.
        this.deletion = (handle, episodeId) -> handle.createUpdate(statements.shared("delete_episode"))
                        .bind("episode_id", episodeId)
                        .execute()
                > 0;
        this.sessions = new Sessions(jdbi, statements, changes, deletion);
        this.glossary = new Glossary(jdbi, statements, changes);
        this.uploads = new UploadLedger(jdbi, statements, changes, true);
    }

    private String idSequence(Jdbi migrated) {
        record Sequence(@Nullable String name, boolean allowed) {}
        Sequence sequence = translating(
                () -> migrated.withHandle(handle -> handle.createQuery(statements.get("observation_id_sequence"))
                        .map((row, context) -> new Sequence(row.getString("sequence"), row.getBoolean("allowed")))
                        .one()));
        if (sequence.name() == null) {
            throw new StoreException("The column observation_id of the table observations has no sequence");
        }
        if (!sequence.allowed()) {
            throw new StoreException("The role may not take ids for observations: GRANT USAGE ON SEQUENCE %s TO it"
                    .formatted(sequence.name()));
        }
        return sequence.name();
    }

    @Override
    public LoadAttempt begin(Episode episode) {
        Handle handle = translating(jdbi::open);
        return PostgresLoad.begin(statements, handle, episode, deletion, idSequence, senders);
    }

    @Override
    public AdditionAttempt beginAddition(String episodeId, boolean replace) {
        Handle handle = translating(jdbi::open);
        return PostgresAddition.begin(statements, handle, episodeId, replace);
    }

    @Override
    public UploadLedger uploads() {
        return uploads;
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    @Override
    public Glossary glossary() {
        return glossary;
    }

    @Override
    public EpisodeCatalog catalog() {
        return catalog;
    }

    @Override
    public boolean delete(String episodeId) {
        return translating(() -> changes.inTransaction(handle -> deletion.delete(handle, episodeId)));
    }

    @Override
    public List<String> lackingChanges() {
        return schema.lacking();
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public void close() {
        // The pool of connections belongs to whoever made it.
        senders.shutdown();
    }
}
