package org.collabenv.episodes.store.postgres;

import static org.collabenv.episodes.store.DatabaseFailures.translating;

import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import liquibase.Liquibase;
import org.collabenv.episodes.store.EpisodeCatalog;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.LoadAttempt;
import org.collabenv.episodes.store.Statements;
import org.collabenv.episodes.trajectory.Episode;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Episodes in PostgreSQL 15 or newer. */
public final class PostgresStore implements EpisodeStore {

    private final String description;
    private final Statements statements = new Statements("postgres");
    private final Jdbi jdbi;
    private final EpisodeCatalog catalog;

    /**
     * Brings the schema to this version and opens the store.
     *
     * @param dataSource the pool that every load takes one connection from; the caller owns it
     * @param changelog opens Liquibase over the same database
     * @param description the database for the log, without secrets
     * @throws org.collabenv.episodes.store.StoreException if the schema cannot be brought to this version
     */
    public PostgresStore(DataSource dataSource, Supplier<Liquibase> changelog, String description) {
        this.description = description;
        new PostgresSchema(dataSource, statements).migrate(changelog);
        this.jdbi = Jdbi.create(dataSource)
                .registerArrayType(String.class, "text")
                .registerArrayType(Integer.class, "integer");
        this.catalog = new EpisodeCatalog(jdbi, statements);
    }

    @Override
    public LoadAttempt begin(Episode episode) {
        Handle handle = translating(jdbi::open);
        return PostgresLoad.begin(statements, handle, episode);
    }

    @Override
    public EpisodeCatalog catalog() {
        return catalog;
    }

    @Override
    public boolean delete(String episodeId) {
        return translating(() -> jdbi.inTransaction(handle -> handle.createUpdate(statements.shared("delete_episode"))
                        .bindMap(Map.of("episode_id", episodeId))
                        .execute()
                > 0));
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public void close() {
        // The pool belongs to whoever made it.
    }
}
