package org.collabenv.episodes.store.postgres;

import static org.collabenv.episodes.store.DatabaseFailures.translating;
import static org.collabenv.episodes.store.DatabaseFailures.translatingCommand;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.collabenv.episodes.store.DatabaseFailures;
import org.collabenv.episodes.store.ForeignKeyCheck;
import org.collabenv.episodes.store.StoreConfig.Values;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.StoredRows;
import org.collabenv.episodes.store.rows.StoredContent;
import org.collabenv.episodes.store.sql.Sql;
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
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * A load of an episode into PostgreSQL on one connection in one transaction. COPYs of observations and of property
 * values take turns, a chunk at a time.
 *
 * <p>If the foreign keys are checked once per load, the definitions that the episode needs are created and locked last,
 * just before the commit, so that loads with the same definitions do not wait for each other's uploads. With the
 * triggers on, definitions must exist before the rows that refer to them; a load that needs what another one is defining
 * waits for it, and if two loads wait for each other, one is refused as busy.
 */
final class PostgresLoad extends PostgresAttempt {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String OUT_OF_RANGE = "22003";

    private final Episode episode;
    private final PostgresSettings settings;
    private final LoadDefinitions definitions;
    private final ForeignKeyCheck foreignKeys;
    private final @Nullable Integer wantedNumber;
    private final @Nullable StoredEpisode appendsTo;
    private @Nullable Rows rows;
    private long records;

    /** The parts that depend on the file's columns; they are created with the first batch. */
    private record Rows(RecordBatch batch, ValuePath path, ChunkSender chunks) {}

    /**
     * The settings and services that loads get from their store.
     *
     * @param episodes deletes the episode that a load replaces
     * @param values the path by which property values reach their table
     * @param idSequence the sequence that gives observations their ids; empty unless {@code values} is {@code DIRECT}
     * @param senders the threads that send chunks while the next ones are read
     * @param statistics renewed after each load
     */
    record PostgresSettings(
            EpisodeCatalog episodes,
            Values values,
            String idSequence,
            ExecutorService senders,
            TableStatistics statistics) {}

    private PostgresLoad(Sql sql, LoadTransaction transaction, Episode episode, PostgresSettings settings) {
        super(sql, transaction, episode, settings.statistics());
        this.episode = episode;
        this.settings = settings;
        this.definitions = new LoadDefinitions(sql, sql, transaction::triggersOn);
        Optional<EpisodeRow> locked =
                episode.onConflict() == OnConflict.ERROR ? Optional.empty() : transaction.lockEpisode();
        if (episode.replaces()) {
            transaction.beginLongWork();
            // The cascade needs the triggers, which are switched off below. Others see the episode until the commit.
            settings.episodes().delete(sql, episode.episodeId());
        }
        this.wantedNumber = EpisodeTables.wantedNumber(locked, episode);
        this.appendsTo = appendsTo(episode, locked);
        this.foreignKeys = transaction.prepareForRows();
    }

    /**
     * Opens the transaction and claims the episode's id.
     *
     * @param sql a connection that the load owns from here on
     */
    static PostgresLoad begin(Sql sql, Episode episode, PostgresSettings settings) {
        LoadTransaction transaction = LoadTransaction.open(sql, episode.episodeId(), settings.senders());
        try {
            return translating(() -> {
                PostgresLoad load = new PostgresLoad(sql, transaction, episode, settings);
                load.claim();
                return load;
            });
        } catch (RuntimeException e) {
            transaction.close();
            throw e;
        }
    }

    private void claim() {
        if (appendsTo != null) {
            transaction.lockTimeout(LoadTransaction.LOCK_TIMEOUT);
            new EpisodeTables(sql).require(episode);
            return;
        }
        if (foreignKeys == ForeignKeyCheck.ONCE_PER_ROW) {
            transaction.lockTimeout(LoadTransaction.LOCK_TIMEOUT);
            definitions.defineSession(episode);
            transaction.lockTimeout(LoadTransaction.CLAIM_TIMEOUT);
        }
        EpisodeTables.requireCategory(episode, insertClaim().orElse(null));
    }

    /** Inserts the row that claims the episode's id, and returns the category of the episode's session, if it exists. */
    private Optional<String> insertClaim() {
        try {
            return EpisodeTables.bound(sql.query("claim_episode"), episode, 0)
                    .bind("lock_timeout", LoadTransaction.LOCK_TIMEOUT)
                    .map((row, context) -> {
                        if (row.getBoolean("is_left_over")) {
                            throw new LeftoversException();
                        }
                        return Optional.ofNullable(row.getString("category_id"));
                    })
                    .one();
        } catch (JdbiException e) {
            throw switch (DatabaseFailures.sqlState(e)) {
                case UNIQUE_VIOLATION ->
                    episode.onConflict() == OnConflict.ERROR
                            ? EpisodeTables.exists(episode)
                            : EpisodeTables.busy(episode.episodeId());
                case LoadTransaction.LOCK_NOT_AVAILABLE -> EpisodeTables.busy(episode.episodeId());
                default -> e;
            };
        }
    }

    @Override
    public Optional<StoredEpisode> stored() {
        return Optional.ofNullable(appendsTo);
    }

    @Override
    public void write(RecordBatch batch) {
        translatingCommand(() -> {
            Rows to = rows == null ? firstRows(batch) : rows;
            rows = to;
            for (int row = 0; row < batch.size(); row++) {
                if (to.chunks().filling().isFull() || !to.path().hasRoom()) {
                    sendFull(to, batch.size() - row);
                }
                to.path().encode(row, to.chunks().filling());
            }
            records += batch.size();
            content.add(batch);
        });
    }

    private Rows firstRows(RecordBatch batch) throws SQLException {
        ObservationEncoder observations = new ObservationEncoder(episode.episodeId(), batch);
        ValuePath path = path(batch, observations);
        path.prepare(batch.size());
        return new Rows(batch, path, new ChunkSender(path, settings.senders()));
    }

    private ValuePath path(RecordBatch batch, ObservationEncoder observations) throws SQLException {
        if (batch.properties().isEmpty()) {
            return NoValues.of(sql, observations);
        }
        return switch (settings.values()) {
            case STAGED -> {
                sql.execute("create_staged_rows");
                yield new StagedValues(sql, episode.episodeId(), observations, batch);
            }
            case DIRECT -> new DirectValues(sql, observations, batch, new ReservedIds(sql, settings.idSequence()));
        };
    }

    /** Sends a full chunk, after fetching over the connection what the next chunk needs. */
    private void sendFull(Rows full, int rowsToCome) throws SQLException {
        full.chunks().await();
        full.path().prepare(rowsToCome);
        defineBefore(full);
        full.chunks().send();
    }

    @Override
    protected void awaitConnection() throws SQLException {
        if (rows != null) {
            rows.chunks().await();
        }
    }

    private void flush(Rows all) throws SQLException {
        all.chunks().await();
        defineBefore(all);
        all.chunks().flush();
    }

    /** Creates the definitions that rows refer to before the rows are sent, if the triggers are on. */
    private void defineBefore(Rows sent) {
        if (foreignKeys == ForeignKeyCheck.ONCE_PER_ROW) {
            definitions.defineAgentTypes(sent.batch());
            if (sent.path().needsDefinitionsEarly()) {
                definitions.defineProperties(sent.batch());
            }
        }
    }

    @Override
    public Map<ObservationKey, Long> rowsBefore(List<ObservationKey> keys) {
        return translating(() -> {
            if (rows != null) {
                flush(rows);
            }
            return new ObservationTable(sql).rowsBefore(episode.episodeId(), keys);
        });
    }

    @Override
    public StoredRows finish(EpisodeFacts facts, RowErrors errors) {
        return translating(() -> {
            Rows all = rows;
            if (all == null) {
                throw nothingWritten();
            }
            flush(all);
            transaction.beginLongWork();
            if (foreignKeys == ForeignKeyCheck.ONCE_PER_ROW) {
                definitions.defineProperties(all.batch());
            }
            long values = all.path().finish(all.chunks().values());
            requireAll(all, values);
            if (changesRows(episode, facts)) {
                StoredContent.changing(content, sql, true, episode.episodeId(), () -> changeRows(episode, facts));
            }
            if (foreignKeys == ForeignKeyCheck.ONCE_PER_LOAD) {
                definitions.defineAll(episode, all.batch());
            }
            new EpisodeTables(sql).insertLabels(episode.episodeId(), facts.newLabels());
            content.addLabels(facts.newLabels());
            StoredRows stored = new StoredRows(
                    records, values, 0, episode.sessionId(), complete(facts), definitions.created(), foreignKeys);
            return finished(stored, facts);
        });
    }

    private void requireAll(Rows all, long values) {
        long observations = all.chunks().observations();
        long encoded = all.path().values();
        if (observations != records || values != encoded) {
            throw new StoreException("%d records with %d values were sent, but the database took %d and %d"
                    .formatted(records, encoded, observations, values));
        }
    }

    /** Updates the episode's row with what is known only at the end, and returns the episode's number. */
    private int complete(EpisodeFacts facts) {
        if (appendsTo != null) {
            new EpisodeTables(sql).grow(episode.episodeId(), facts);
            return appendsTo.episodeNumber();
        }
        if (wantedNumber == null) {
            sql.query("lock_session")
                    .bind("session_id", episode.sessionId())
                    .mapTo(String.class)
                    .one();
        }
        try {
            return sql.query("complete_episode")
                    .bind("episode_id", episode.episodeId())
                    .bind("session_id", episode.sessionId())
                    .bind("wanted_number", wantedNumber)
                    .bind("num_frames", facts.numFrames())
                    .bind("num_agents", facts.numAgents())
                    .mapTo(Integer.class)
                    .one();
        } catch (JdbiException e) {
            throw DatabaseFailures.sqlState(e).equals(OUT_OF_RANGE) ? EpisodeTables.noFreeNumber(episode) : e;
        }
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.chunks().settle();
        }
        super.close();
    }
}
