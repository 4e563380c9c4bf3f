package org.collabenv.episodes.store.duckdb;

import static org.collabenv.episodes.store.DatabaseFailures.translating;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.collabenv.episodes.store.AdditionAttempt;
import org.collabenv.episodes.store.Changes;
import org.collabenv.episodes.store.EpisodeCatalog;
import org.collabenv.episodes.store.EpisodeRow;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.Glossary;
import org.collabenv.episodes.store.LoadAttempt;
import org.collabenv.episodes.store.Preconditions;
import org.collabenv.episodes.store.Sessions;
import org.collabenv.episodes.store.Statements;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.UploadLedger;
import org.collabenv.episodes.trajectory.Episode;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/**
 * Episodes in a DuckDB file, in this process.
 *
 * <p>DuckDB lets one process at a time open a file for writing, so what PostgreSQL settles with row locks is settled
 * here with locks of this process.
 */
public final class DuckDbStore implements EpisodeStore {

    /** What deletes the rows that belong to an episode, in order. */
    private static final List<String> OWNED_BY_AN_EPISODE = List.of(
            "delete_values",
            "delete_observations",
            "delete_receipt",
            "delete_agent_labels",
            "delete_additions",
            "delete_rejects");

    private final Path file;
    private final Statements statements = new Statements("duckdb");
    private final DuckDbSchema schema = new DuckDbSchema(statements);
    private final DuckDBConnection database;
    private final Jdbi jdbi;
    private final EpisodeCatalog catalog;
    private final Changes transactions;
    private final Sessions sessions;
    private final Glossary glossary;
    private final UploadLedger uploads;
    private final Set<String> loading = ConcurrentHashMap.newKeySet();

    /** Held while a transaction changes rows that another one may want to change too, until it has committed. */
    private final ReentrantLock changes = new ReentrantLock(true);

    private final ObservationIds ids = new ObservationIds(statements);

    /**
     * Opens the file, makes it if it is not there, and brings its schema to this version.
     *
     * @param file the database file
     * @param memoryLimit what DuckDB may take beside the heap, for example {@code 512MB}; beyond it, it uses a folder
     *     beside the file
     * @throws StoreException if the file cannot be opened, for example because another process has it
     */
    public DuckDbStore(Path file, String memoryLimit) {
        this.file = file.toAbsolutePath();
        Properties settings = new Properties();
        settings.setProperty("memory_limit", memoryLimit);
        try {
            // Asked directly: which drivers DriverManager knows depends on the class loader that asks first.
            database = new DuckDBDriver()
                    .connect("jdbc:duckdb:" + this.file, settings)
                    .unwrap(DuckDBConnection.class);
        } catch (SQLException e) {
            throw new StoreException("The DuckDB file " + this.file + " cannot be opened: " + e.getMessage(), e);
        }
        jdbi = Jdbi.create(database::duplicate)
                .registerArrayType(String.class, "VARCHAR")
                .registerArrayType(Integer.class, "INTEGER");
        try {
            jdbi.useHandle(schema::migrate);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        catalog = new EpisodeCatalog(jdbi, statements);
        transactions = new Changes() {
            @Override
            public <T> T inTransaction(HandleCallback<T, RuntimeException> change) {
                changes.lock();
                try {
                    return jdbi.inTransaction(change);
                } finally {
                    changes.unlock();
                }
            }
        };
        sessions = new Sessions(jdbi, statements, transactions, this::delete);
        glossary = new Glossary(jdbi, statements, transactions);
        uploads = new UploadLedger(jdbi, statements, transactions, false);
        uploads.failLeftovers();
    }

    @Override
    public LoadAttempt begin(Episode episode) {
        if (!loading.add(episode.episodeId())) {
            throw Preconditions.episodeBusy(episode.episodeId());
        }
        try {
            return translating(() -> {
                jdbi.useHandle(handle -> Preconditions.require(handle, statements, episode));
                return DuckDbLoad.begin(
                        statements,
                        jdbi,
                        episode,
                        this::delete,
                        changes,
                        () -> loading.remove(episode.episodeId()),
                        ids);
            });
        } catch (RuntimeException e) {
            loading.remove(episode.episodeId());
            throw e;
        }
    }

    @Override
    public AdditionAttempt beginAddition(String episodeId, boolean replace) {
        if (!loading.add(episodeId)) {
            throw Preconditions.episodeBusy(episodeId);
        }
        try {
            return translating(() -> {
                EpisodeRow episode = catalog.episode(episodeId).orElseThrow(() -> Preconditions.noEpisode(episodeId));
                return new DuckDbAddition(statements, jdbi, episode, replace, changes, () -> loading.remove(episodeId));
            });
        } catch (RuntimeException e) {
            loading.remove(episodeId);
            throw e;
        }
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
        if (loading.contains(episodeId)) {
            throw Preconditions.episodeBusy(episodeId);
        }
        return translating(() -> transactions.inTransaction(handle -> delete(handle, episodeId)));
    }

    private boolean delete(Handle handle, String episodeId) {
        for (String name : OWNED_BY_AN_EPISODE) {
            handle.createUpdate(statements.get(name))
                    .bind("episode_id", episodeId)
                    .execute();
        }
        return handle.createUpdate(statements.shared("delete_episode"))
                        .bind("episode_id", episodeId)
                        .execute()
                > 0;
    }

    @Override
    public List<String> lackingChanges() {
        return translating(() -> jdbi.withHandle(schema::lacking));
    }

    @Override
    public String description() {
        return "DuckDB file " + file;
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw new StoreException("The DuckDB file " + file + " could not be closed", e);
        }
    }
}
