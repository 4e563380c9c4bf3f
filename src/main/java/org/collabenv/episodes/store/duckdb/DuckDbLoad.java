package org.collabenv.episodes.store.duckdb;

import static org.collabenv.episodes.store.DatabaseFailures.translating;
import static org.collabenv.episodes.store.DatabaseFailures.translatingCommand;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collabenv.episodes.store.CompletedUpload;
import org.collabenv.episodes.store.ForeignKeyCheck;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.StoredRows;
import org.collabenv.episodes.store.rows.StoredContent;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.store.tables.Database;
import org.collabenv.episodes.store.tables.EpisodeCatalog;
import org.collabenv.episodes.store.tables.EpisodeRow;
import org.collabenv.episodes.store.tables.EpisodeTables;
import org.collabenv.episodes.store.tables.LoadDefinitions;
import org.collabenv.episodes.store.tables.ObservationTable;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.EpisodeFacts;
import org.collabenv.episodes.trajectory.ObservationKey;
import org.collabenv.episodes.trajectory.OnConflict;
import org.collabenv.episodes.trajectory.RowErrors;
import org.collabenv.episodes.trajectory.StoredEpisode;
import org.collabenv.episodes.trajectory.batch.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * A load of an episode into DuckDB on one connection in one transaction. Records go through the appender into a staging
 * table, a chunk at a time, and from there into the fact tables, whose rows DuckDB writes to its file as they arrive.
 *
 * <p>The transaction sees the database as it was when the upload began. Definitions that other loads may have created
 * since are therefore looked up on a connection of their own, under the write lock, which is held until the end.
 */
final class DuckDbLoad extends DuckDbAttempt {

    /**
     * The rows of a full chunk: one row group, the unit in which DuckDB compresses and writes. Storing smaller chunks
     * on a second thread while the next ones are read was slower: DuckDB keeps both processors busy by itself.
     */
    private static final int CHUNK_ROWS = 122_880;

    /** The property values of a full chunk: they bound the staging table of a file with very many columns. */
    private static final long CHUNK_VALUES = 4_000_000;

    private final Database database;
    private final Episode episode;
    private final FileIds ids;
    private final @Nullable Integer wantedNumber;
    private final @Nullable StoredEpisode appendsTo;
    private @Nullable StagingTable staging;
    private @Nullable RecordBatch batch;
    private long records;
    private long values;
    private long observations;
    private long inserted;

    private DuckDbLoad(
            Sql sql, EpisodeClaim claim, Database database, Episode episode, EpisodeCatalog episodes, FileIds ids) {
        super(sql, claim);
        this.database = database;
        this.episode = episode;
        this.ids = ids;
        sql.handle().begin();
        boolean isLeftOver = new EpisodeTables(sql).require(episode);
        Optional<EpisodeRow> found = episode.onConflict() == OnConflict.ERROR
                ? Optional.empty()
                : new EpisodeTables(sql).find(episode.episodeId());
        if (episode.replaces() || isLeftOver) {
            // Other transactions see the old episode until the commit.
            episodes.delete(sql, episode.episodeId());
        }
        wantedNumber = EpisodeTables.wantedNumber(found, episode);
        appendsTo = appendsTo(episode, found);
    }

    /**
     * Opens the transaction.
     *
     * @param claim the episode's claim, which the load owns from here on
     * @param episodes deletes the episode that the load replaces
     * @param ids the ids of the file's observations
     */
    static DuckDbLoad begin(
            EpisodeClaim claim, Database database, Episode episode, EpisodeCatalog episodes, FileIds ids) {
        Sql sql = database.open();
        boolean begun = false;
        try {
            DuckDbLoad load = translating(() -> new DuckDbLoad(sql, claim, database, episode, episodes, ids));
            begun = true;
            return load;
        } finally {
            if (!begun) {
                sql.abandon();
            }
        }
    }

    @Override
    public Optional<StoredEpisode> stored() {
        return Optional.ofNullable(appendsTo);
    }

    @Override
    public void write(RecordBatch records) {
        batch = records;
        translatingCommand(() -> {
            StagingTable open = staging;
            if (open == null || !open.fits()) {
                storeStaged();
                open = new StagingTable(sql, records);
                staging = open;
            }
            open.append(ids.take(sql, records.size()));
            this.records += records.size();
            content.add(records);
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
    public Map<ObservationKey, Long> rowsBefore(List<ObservationKey> keys) {
        return translating(() -> {
            storeStaged();
            return new ObservationTable(sql).rowsBefore(episode.episodeId(), keys);
        });
    }

    @Override
    public StoredRows finish(EpisodeFacts facts, RowErrors errors) {
        return translating(() -> {
            storeStaged();
            RecordBatch last = batch;
            if (last == null) {
                throw nothingWritten();
            }
            if (observations != records || inserted != values) {
                throw new StoreException("%d records with %d values were staged, but the database took %d and %d"
                        .formatted(records, values, observations, inserted));
            }
            requireUniqueKeys();
            if (changesRows(episode, facts)) {
                StoredContent.changing(content, sql, false, episode.episodeId(), () -> changeRows(episode, facts));
            }
            claim.lockWrites();
            try (Sql now = database.open()) {
                return finished(complete(now, last, facts), facts);
            }
        });
    }

    private void requireUniqueKeys() {
        long repeated = sql.query("repeated_keys")
                .bind("episode_id", episode.episodeId())
                .mapTo(Long.class)
                .one();
        if (repeated > 0) {
            throw new StoreException("%d keys occur more than once".formatted(repeated));
        }
    }

    private StoredRows complete(Sql now, RecordBatch batch, EpisodeFacts facts) {
        LoadDefinitions definitions = new LoadDefinitions(now, sql, () -> {});
        definitions.defineAll(episode, batch);
        int number = completeEpisode(now, facts);
        new EpisodeTables(sql).insertLabels(episode.episodeId(), facts.newLabels());
        content.addLabels(facts.newLabels());
        return new StoredRows(
                records, values, 0, episode.sessionId(), number, definitions.created(), ForeignKeyCheck.ONCE_PER_LOAD);
    }

    private int completeEpisode(Sql now, EpisodeFacts facts) {
        EpisodeTables episodes = new EpisodeTables(sql);
        if (appendsTo != null) {
            if (new EpisodeTables(now).find(episode.episodeId()).isEmpty()) {
                throw EpisodeTables.missing(episode.episodeId());
            }
            episodes.grow(episode.episodeId(), facts);
            return appendsTo.episodeNumber();
        }
        Integer number = wantedNumber;
        if (number == null) {
            number = nextNumber(now);
        }
        episodes.insert(episode, number, facts);
        return number;
    }

    /** Returns the episode number after the last one of the session. */
    private int nextNumber(Sql now) {
        long next = now.query("next_episode_number")
                .bind("session_id", episode.sessionId())
                .bind("episode_id", episode.episodeId())
                .mapTo(Long.class)
                .one();
        if (next > Integer.MAX_VALUE) {
            throw EpisodeTables.noFreeNumber(episode);
        }
        return (int) next;
    }

    @Override
    public void commit(CompletedUpload upload) {
        translatingCommand(() -> {
            insertReceipt(episode, upload);
            commitTransaction();
        });
    }

    @Override
    void closeStaging() throws SQLException {
        StagingTable open = staging;
        if (open != null) {
            open.close();
        }
    }
}
