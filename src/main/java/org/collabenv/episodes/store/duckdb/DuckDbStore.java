package org.collabenv.episodes.store.duckdb;

import static org.collabenv.episodes.store.DatabaseFailures.translating;

import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.LoadAttempt;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.tables.Database;
import org.collabenv.episodes.store.tables.EpisodeCatalog;
import org.collabenv.episodes.store.tables.Sql;
import org.collabenv.episodes.store.tables.Statements;
import org.collabenv.episodes.store.tables.Transactions;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.LoadTarget;
import org.collabenv.episodes.trajectory.PropertyAddition;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/**
 * A store of episodes in a DuckDB file, embedded in this process.
 *
 * <p>DuckDB lets one process at a time open a file for writing, so locks of this process take the place of PostgreSQL's
 * row locks.
 */
public final class DuckDbStore implements EpisodeStore {

    /** The statements that delete what belongs to an episode, in order: DuckDB has no cascading delete. */
    private static final List<String> OWNED_BY_AN_EPISODE = List.of(
            "delete_values",
            "delete_observations",
            "delete_receipt",
            "delete_agent_labels",
            "delete_additions",
            "delete_rejects");

    private final Path file;
    private final DuckDBConnection connection;
    private final DuckDbSchema schema = new DuckDbSchema();
    private final Database database;
    private final EpisodeCatalog episodes;
    private final EpisodeClaim.Claims claims;
    private final FileIds ids = new FileIds();
    private final Snapshots snapshots;

    /**
     * Opens the file, creates it if it does not exist, and migrates its schema.
     *
     * @param file the database file
     * @param memoryLimit the memory that DuckDB may use in addition to the heap, for example {@code 512MB}; beyond it,
     *     DuckDB uses a folder next to the file
     * @throws StoreException if the file cannot be opened, for example because another process has it open
     */
    public DuckDbStore(Path file, String memoryLimit) {
        this.file = file.toAbsolutePath();
        this.connection = connect(this.file, memoryLimit);
        Jdbi jdbi = Jdbi.create(connection::duplicate)
                .registerArrayType(String.class, "VARCHAR")
                .registerArrayType(Integer.class, "INTEGER");
        ReentrantLock writeLock = new ReentrantLock(true);
        Transactions changes = new Transactions() {
            @Override
            public <T> T run(Jdbi on, HandleCallback<T, RuntimeException> work) {
                writeLock.lock();
                try {
                    return on.inTransaction(work);
                } finally {
                    writeLock.unlock();
                }
            }
        };
        this.database = new Database(jdbi, new Statements("duckdb"), changes, OWNED_BY_AN_EPISODE, false);
        this.episodes = new EpisodeCatalog(database);
        this.claims = new EpisodeClaim.Claims(writeLock);
        this.snapshots = new Snapshots(this.file, database);
        try {
            migrate();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static DuckDBConnection connect(Path file, String memoryLimit) {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", memoryLimit);
        try {
            // The driver is called directly: DriverManager knows only the drivers of the class loader that asks first.
            return new DuckDBDriver().connect("jdbc:duckdb:" + file, settings).unwrap(DuckDBConnection.class);
        } catch (SQLException e) {
            throw new StoreException("The DuckDB file " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private void migrate() {
        try (Sql sql = database.open()) {
            schema.migrate(sql);
            FileIds.passTaken(sql);
        }
    }

    /** Returns the database, for the classes that read and write its tables. */
    public Database database() {
        return database;
    }

    @Override
    public LoadAttempt begin(LoadTarget target) {
        EpisodeClaim claim = claims.take(target.episodeId());
        boolean begun = false;
        try {
            LoadAttempt attempt = target instanceof PropertyAddition addition
                    ? DuckDbAddition.begin(claim, database, addition)
                    : DuckDbLoad.begin(claim, database, (Episode) target, episodes, ids);
            begun = true;
            return attempt;
        } finally {
            if (!begun) {
                claim.close();
            }
        }
    }

    @Override
    public boolean delete(String episodeId) {
        try (EpisodeClaim claim = claims.take(episodeId)) {
            return episodes.delete(claim.episodeId());
        }
    }

    @Override
    public List<String> missing() {
        return translating(() -> {
            try (Sql sql = database.open()) {
                return schema.missing(sql);
            }
        });
    }

    @Override
    public Optional<InputStream> snapshot() {
        return Optional.of(snapshots.open());
    }

    @Override
    public String description() {
        return "DuckDB file " + file;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("The DuckDB file " + file + " could not be closed", e);
        }
    }
}
