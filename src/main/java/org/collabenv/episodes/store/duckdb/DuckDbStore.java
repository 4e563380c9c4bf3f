package org.collabenv.episodes.store.duckdb;

import static org.collabenv.episodes.store.DatabaseFailures.translating;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.LoadAttempt;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.store.sql.Statements;
import org.collabenv.episodes.store.sql.Transactions;
import org.collabenv.episodes.store.tables.Database;
import org.collabenv.episodes.store.tables.EpisodeCatalog;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.LoadTarget;
import org.collabenv.episodes.trajectory.PropertyAddition;
import org.jdbi.v3.core.ConnectionFactory;
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
    private final DuckDbFile connections;
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
     * @param releaseAfter the time without use after which the file is closed, until it is needed again; zero to keep it
     *     open
     * @throws StoreException if the file cannot be opened, for example because another process has it open
     */
    public DuckDbStore(Path file, String memoryLimit, Duration releaseAfter) {
        this.file = file.toAbsolutePath();
        Statements statements = new Statements("duckdb");
        this.connections = new DuckDbFile(this.file, memoryLimit, releaseAfter, opened -> migrate(opened, statements));
        Jdbi jdbi = jdbi(connections);
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
        this.database = new Database(jdbi, statements, changes, OWNED_BY_AN_EPISODE, false);
        this.episodes = new EpisodeCatalog(database);
        this.claims = new EpisodeClaim.Claims(writeLock);
        this.snapshots = new Snapshots(this.file, database);
    }

    private static Jdbi jdbi(ConnectionFactory connections) {
        return Jdbi.create(connections)
                .registerArrayType(String.class, "VARCHAR")
                .registerArrayType(Integer.class, "INTEGER");
    }

    private void migrate(ConnectionFactory opened, Statements statements) {
        try (Sql sql = new Sql(statements, jdbi(opened).open())) {
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

    /** Nothing is missing from a file that is closed: what it lacks is made when it is opened. */
    @Override
    public List<String> missing() {
        return connections.isReleased()
                ? List.of()
                : translating(() -> {
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
        connections.close();
    }
}
