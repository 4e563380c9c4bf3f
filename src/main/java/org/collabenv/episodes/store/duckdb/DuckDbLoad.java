package org.collabenv.episodes.store.duckdb;

import static org.collabenv.episodes.store.DatabaseFailures.translating;
import static org.collabenv.episodes.store.DatabaseFailures.translatingCommand;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.collabenv.episodes.store.CompletedUpload;
import org.collabenv.episodes.store.Definitions;
import org.collabenv.episodes.store.EpisodeCatalog;
import org.collabenv.episodes.store.EpisodeDeletion;
import org.collabenv.episodes.store.EpisodeRow;
import org.collabenv.episodes.store.ForeignKeyCheck;
import org.collabenv.episodes.store.LoadAttempt;
import org.collabenv.episodes.store.Preconditions;
import org.collabenv.episodes.store.Statements;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.StoredEpisode;
import org.collabenv.episodes.trajectory.AgentLabels;
import org.collabenv.episodes.trajectory.EarlierRows;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.EpisodeFacts;
import org.collabenv.episodes.trajectory.OnConflict;
import org.collabenv.episodes.trajectory.RecordBatch;
import org.collabenv.episodes.trajectory.Vocabulary;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * A load into DuckDB: one connection, one transaction. Records go through the appender into a staging table, a chunk at
 * a time, and from there into the fact tables, whose rows DuckDB writes to its file as they come.
 *
 * <p>The transaction sees the database as it was when the upload began. What other loads may have defined since is
 * therefore looked up on a connection of its own, under a lock that is held until the end.
 */
final class DuckDbLoad implements LoadAttempt {

    private static final Logger LOG = Logger.getLogger(DuckDbLoad.class);

    /**
     * Rows in a chunk: one row group, the unit in which DuckDB compresses and writes. Storing smaller chunks on a second
     * thread while the next ones are read was slower: DuckDB keeps both processors busy by itself.
     */
    private static final int CHUNK_ROWS = 122_880;

    /** Property values in a chunk, which bounds the staging table of a file with very many columns. */
    private static final long CHUNK_VALUES = 4_000_000;

    private final Statements statements;
    private final Jdbi jdbi;
    private final Episode episode;
    private final ReentrantLock changes;
    private final Runnable release;
    private final Handle handle;
    private final @Nullable Integer wantedNumber;
    private final Optional<EpisodeRow> appendsTo;
    private final ObservationIds ids;
    private @Nullable StagingTable staging;
    private @Nullable RecordBatch batch;
    private long records;
    private long values;
    private long observations;
    private long inserted;
    private boolean committed;

    /**
     * Opens the transaction.
     *
     * @param deletion deletes the episode that this one replaces, if it does; others see it until the commit
     * @param changes the store's lock, taken at the end of the load and held until it is closed
     * @param release gives up the claim on the episode's id
     * @param ids those of the file's observations
     */
    static DuckDbLoad begin(
            Statements statements,
            Jdbi jdbi,
            Episode episode,
            EpisodeDeletion deletion,
            ReentrantLock changes,
            Runnable release,
            ObservationIds ids) {
        Handle handle = jdbi.open();
        boolean begun = false;
        try {
            DuckDbLoad load = new DuckDbLoad(statements, jdbi, handle, episode, deletion, changes, release, ids);
            begun = true;
            return load;
        } finally {
            if (!begun) {
                // Which also rolls back.
                handle.close();
            }
        }
    }

    private DuckDbLoad(
            Statements statements,
            Jdbi jdbi,
            Handle handle,
            Episode episode,
            EpisodeDeletion deletion,
            ReentrantLock changes,
            Runnable release,
            ObservationIds ids) {
        this.statements = statements;
        this.jdbi = jdbi;
        this.episode = episode;
        this.changes = changes;
        this.release = release;
        this.ids = ids;
        this.handle = handle;
        handle.begin();
        Optional<EpisodeRow> there = episode.onConflict() == OnConflict.ERROR
                ? Optional.empty()
                : EpisodeCatalog.episode(statements, handle, episode.episodeId());
        if (episode.replaces()) {
            deletion.delete(handle, episode.episodeId());
        }
        appendsTo = episode.appends() ? there : Optional.empty();
        wantedNumber = Preconditions.numberAfter(there, episode);
    }

    @Override
    public Vocabulary vocabulary() {
        return translating(() -> Definitions.vocabulary(statements, handle));
    }

    @Override
    public Optional<EpisodeRow> appendsTo() {
        return appendsTo;
    }

    @Override
    public AgentLabels labels() {
        return translating(() -> AgentLabels.of(EpisodeCatalog.agentLabels(statements, handle, episode.episodeId())));
    }

    @Override
    public void storedKeys(EarlierRows.Keys keys) {
        if (appendsTo.isPresent()) {
            translatingCommand(() -> Preconditions.storedKeys(handle, statements, episode, keys));
        }
    }

    @Override
    public long rowsBefore(int timeIndex, int agentId, String agentType) {
        return translating(() -> {
            storeStaged();
            return Preconditions.rowsBefore(handle, statements, episode, timeIndex, agentId, agentType);
        });
    }

    @Override
    public void write(RecordBatch records) {
        batch = records;
        translatingCommand(() -> {
            StagingTable open = staging;
            if (open == null || !open.fits()) {
                storeStaged();
                open = new StagingTable(statements, handle, records);
                staging = open;
            }
            open.append(ids.take(handle, records.size()));
            this.records += records.size();
            if (open.rows() >= CHUNK_ROWS || open.values() >= CHUNK_VALUES) {
                storeStaged();
            }
        });
    }

    private void storeStaged() throws SQLException {
        StagingTable full = staging;
        if (full != null) {
            staging = null;
            values += full.values();
            StagingTable.Stored stored = full.store(episode.episodeId());
            observations += stored.observations();
            inserted += stored.values();
        }
    }

    @Override
    public StoredEpisode finish(EpisodeFacts facts) {
        return translating(() -> {
            storeStaged();
            RecordBatch last = batch;
            if (last == null) {
                throw new StoreException("No batch was written");
            }
            if (observations != records || inserted != values) {
                throw new StoreException("%d records with %d values were staged, but the database took %d and %d"
                        .formatted(records, values, observations, inserted));
            }
            requireUniqueKeys();
            if (episode.deriveVelocity()) {
                Preconditions.deriveVelocity(handle, statements, episode, appendsTo);
            }
            changes.lock();
            try (Handle now = jdbi.open()) {
                return complete(now, last, facts);
            }
        });
    }

    private void requireUniqueKeys() {
        long repeated = handle.createQuery(statements.get("repeated_keys"))
                .bind("episode_id", episode.episodeId())
                .mapTo(Long.class)
                .one();
        if (repeated > 0) {
            throw new StoreException("%d keys occur more than once".formatted(repeated));
        }
    }

    private StoredEpisode complete(Handle now, RecordBatch batch, EpisodeFacts facts) {
        Definitions definitions = new Definitions(statements, now, handle);
        definitions.defineSession(episode);
        definitions.defineAgentTypes(batch.agentTypes().usedIds());
        definitions.defineProperties(batch);
        int number = completeEpisode(now, definitions, facts);
        definitions.insertLabels(episode, facts.labels());
        return new StoredEpisode(records, values, number, definitions.created(), ForeignKeyCheck.ONCE_PER_LOAD);
    }

    private int completeEpisode(Handle now, Definitions definitions, EpisodeFacts facts) {
        if (appendsTo.isPresent()) {
            if (EpisodeCatalog.episode(statements, now, episode.episodeId()).isEmpty()) {
                throw Preconditions.noEpisode(episode.episodeId());
            }
            definitions.growEpisode(episode, facts.numFrames(), facts.numAgents());
            return appendsTo.get().episodeNumber();
        }
        Integer number = wantedNumber;
        if (number == null) {
            number = Preconditions.nextEpisodeNumber(now, statements, episode);
        }
        definitions.insertEpisode(episode, number, facts.numFrames(), facts.numAgents());
        return number;
    }

    @Override
    public void commit(CompletedUpload upload) {
        translating(() -> {
            Definitions definitions = new Definitions(statements, handle, handle);
            if (appendsTo.isPresent()) {
                definitions.insertAddition(episode, upload, records, values);
            } else {
                definitions.insertReceipt(episode, upload);
            }
            return handle.commit();
        });
        committed = true;
    }

    @Override
    public void close() {
        try (handle) {
            StagingTable open = staging;
            if (open != null) {
                open.close();
            }
            if (!committed) {
                handle.rollback();
            }
        } catch (SQLException | JdbiException e) {
            LOG.warnf(e, "Rolling back episode_id=%s failed", episode.episodeId());
        } finally {
            if (changes.isHeldByCurrentThread()) {
                changes.unlock();
            }
            release.run();
        }
    }
}
