package org.collabenv.episodes.store.duckdb;

import static org.collabenv.episodes.store.DatabaseFailures.translating;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.collabenv.episodes.store.EpisodeCatalog;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.LoadAttempt;
import org.collabenv.episodes.store.Preconditions;
import org.collabenv.episodes.store.Statements;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.trajectory.Episode;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Episodes in a DuckDB file, in this process.
 *
 * <p>DuckDB lets one process at a time open a file for writing, so what PostgreSQL settles with row locks is settled
 * here with locks of this process.
 */
public final class DuckDbStore implements EpisodeStore {

    private final Path file;
    private final Statements statements = new Statements("duckdb");
    private final DuckDBConnection database;
    private final Jdbi jdbi;
    private final EpisodeCatalog catalog;
    private final Set<String> loading = ConcurrentHashMap.newKeySet();

    /** Held while a transaction changes rows that another one may want to change too, until it has committed. */
    private final ReentrantLock changes = new ReentrantLock(true);

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
            jdbi.useHandle(new DuckDbSchema(statements)::migrate);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        catalog = new EpisodeCatalog(jdbi, statements);
    }

    @Override
    public LoadAttempt begin(Episode episode) {
        if (!loading.add(episode.episodeId())) {
            throw Preconditions.episodeBusy(episode);
        }
        try {
            return translating(() -> {
                jdbi.useHandle(handle -> Preconditions.require(handle, statements, episode));
                return new DuckDbLoad(statements, jdbi, episode, changes, () -> loading.remove(episode.episodeId()));
            });
        } catch (RuntimeException e) {
            loading.remove(episode.episodeId());
            throw e;
        }
    }

    @Override
    public EpisodeCatalog catalog() {
        return catalog;
    }

    @Override
    public boolean delete(String episodeId) {
        changes.lock();
        try {
            return translating(() -> jdbi.inTransaction(handle -> {
                delete(handle, statements.get("delete_values"), episodeId);
                delete(handle, statements.get("delete_observations"), episodeId);
                delete(handle, statements.get("delete_receipt"), episodeId);
                return delete(handle, statements.shared("delete_episode"), episodeId) > 0;
            }));
        } finally {
            changes.unlock();
        }
    }

    private static int delete(Handle handle, String statement, String episodeId) {
        return handle.createUpdate(statement).bind("episode_id", episodeId).execute();
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
