package org.collabenv.episodes.store.postgres;

import static org.collabenv.episodes.store.DatabaseFailures.translating;
import static org.collabenv.episodes.store.DatabaseFailures.translatingCommand;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.collabenv.episodes.store.CompletedUpload;
import org.collabenv.episodes.store.DatabaseFailures;
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
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * A load into PostgreSQL: one connection, one transaction, the COPYs of the two fact tables taking turns a chunk at a
 * time. The ids of the observations are taken before their rows are sent, so that each property value goes straight to
 * its place.
 *
 * <p>With the foreign keys checked once per load, what the episode refers to is defined and locked last, just before
 * the commit, so that loads which define the same thing do not wait for each other's uploads. With the triggers on, it
 * must be there before the rows that refer to it, and a load that needs what another one is just defining waits for it;
 * two that wait for each other, each with new agent types in another order, end in one of them being refused as busy.
 */
final class PostgresLoad implements LoadAttempt {

    /** Ids that a chunk may use; more than a full one of rows with properties needs. */
    private static final int CHUNK_IDS = 4096;

    private static final String UNIQUE_VIOLATION = "23505";

    private final Statements statements;
    private final Handle handle;
    private final Episode episode;
    private final Definitions definitions;
    private final ObservationIds ids;
    private final ExecutorService senders;
    private final LoadTransaction transaction;
    private final ForeignKeyCheck foreignKeys;
    private final @Nullable Integer wantedNumber;
    private final Optional<EpisodeRow> appendsTo;
    private @Nullable Rows rows;
    private long records;
    private long values;
    private boolean committed;

    /** What the first batch of a load makes: everything that needs to know the file's columns. */
    private record Rows(RecordBatch batch, boolean withValues, BatchEncoder encoder, Chunks chunks) {}

    private PostgresLoad(
            Statements statements,
            Handle handle,
            Episode episode,
            EpisodeDeletion deletion,
            String idSequence,
            ExecutorService senders) {
        this.statements = statements;
        this.handle = handle;
        this.episode = episode;
        this.definitions = new Definitions(statements, handle, handle);
        this.ids = new ObservationIds(statements, handle, idSequence);
        this.senders = senders;
        handle.begin();
        if (episode.replaces() || episode.appends()) {
            LoadTransaction.lockTimeout(statements, handle, LoadTransaction.CLAIM_TIMEOUT);
        }
        this.wantedNumber = episode.replaces() ? deleteReplaced(deletion) : episode.episodeNumber();
        this.appendsTo = episode.appends()
                ? LoadTransaction.lockEpisode(statements, handle, episode.episodeId())
                : Optional.empty();
        this.transaction = LoadTransaction.begin(statements, handle, episode.episodeId());
        this.foreignKeys = transaction.foreignKeys();
    }

    /**
     * Opens the transaction and claims the id.
     *
     * @param handle a connection that the load owns from here on
     * @param deletion deletes the episode that this one replaces, if it does
     * @param idSequence the name of the sequence that gives observations their ids
     * @param senders threads that send chunks while the next ones are read
     */
    static PostgresLoad begin(
            Statements statements,
            Handle handle,
            Episode episode,
            EpisodeDeletion deletion,
            String idSequence,
            ExecutorService senders) {
        try {
            return translating(() -> {
                PostgresLoad load = new PostgresLoad(statements, handle, episode, deletion, idSequence, senders);
                load.claim();
                return load;
            });
        } catch (RuntimeException e) {
            LoadTransaction.rollBackAndClose(handle);
            throw e;
        }
    }

    /**
     * Deletes the episode that this one replaces, while the triggers that take everything of it along are on. Others
     * see it until the commit.
     *
     * @return the number that this one takes over, unless it wants another
     */
    private @Nullable Integer deleteReplaced(EpisodeDeletion deletion) {
        Optional<EpisodeRow> replaced = LoadTransaction.lockEpisode(statements, handle, episode.episodeId());
        deletion.delete(handle, episode.episodeId());
        return Preconditions.numberAfter(replaced, episode);
    }

    private void claim() {
        Preconditions.require(handle, statements, episode);
        if (foreignKeys == ForeignKeyCheck.ONCE_PER_ROW) {
            transaction.lockTimeout(LoadTransaction.LOCK_TIMEOUT);
            definitions.defineSession(episode);
            transaction.lockTimeout(LoadTransaction.CLAIM_TIMEOUT);
        }
        if (appendsTo.isPresent()) {
            transaction.lockTimeout(LoadTransaction.LOCK_TIMEOUT);
            return;
        }
        try {
            Definitions.bound(handle.createQuery(statements.get("claim_episode")), episode, 0)
                    .bind("lock_timeout", LoadTransaction.LOCK_TIMEOUT)
                    .mapTo(String.class)
                    .one();
        } catch (JdbiException e) {
            throw switch (DatabaseFailures.sqlState(e)) {
                case UNIQUE_VIOLATION ->
                    episode.onConflict() == OnConflict.ERROR
                            ? Preconditions.episodeExists(episode)
                            : Preconditions.episodeBusy(episode.episodeId());
                case LoadTransaction.LOCK_NOT_AVAILABLE -> Preconditions.episodeBusy(episode.episodeId());
                default -> e;
            };
        }
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
            if (rows != null) {
                flush(rows);
            }
            return Preconditions.rowsBefore(handle, statements, episode, timeIndex, agentId, agentType);
        });
    }

    @Override
    public void write(RecordBatch batch) {
        translatingCommand(() -> {
            Rows to = rows == null ? firstRows(batch) : rows;
            rows = to;
            for (int row = 0; row < batch.size(); row++) {
                if (to.chunks().filling().isFull() || (to.withValues() && ids.left() == 0)) {
                    sendFull(to);
                }
                add(row, to);
            }
            records += batch.size();
        });
    }

    private Rows firstRows(RecordBatch batch) throws SQLException {
        boolean withValues = !batch.properties().isEmpty();
        if (withValues) {
            ids.ensure(Math.min(CHUNK_IDS, batch.size()));
        }
        CopyManager copy = handle.getConnection().unwrap(PGConnection.class).getCopyAPI();
        return new Rows(
                batch,
                withValues,
                new BatchEncoder(episode.episodeId(), batch),
                new Chunks(copy, statements, withValues, senders));
    }

    private void add(int row, Rows to) {
        Chunk chunk = to.chunks().filling();
        if (to.withValues()) {
            long id = ids.next();
            to.encoder().observation(id, row, chunk.observations());
            values += to.encoder().values(id, row, chunk.values());
        } else {
            to.encoder().observation(row, chunk.observations());
        }
    }

    /** Lets the server work on a full chunk; what the next one needs of the connection is fetched before. */
    private void sendFull(Rows full) throws SQLException {
        full.chunks().await();
        if (full.withValues()) {
            ids.ensure(CHUNK_IDS);
        }
        defineBefore(full.batch());
        full.chunks().send();
    }

    private void flush(Rows all) throws SQLException {
        all.chunks().await();
        defineBefore(all.batch());
        all.chunks().flush();
    }

    /** With the triggers on, what rows refer to has to be there before them. */
    private void defineBefore(RecordBatch batch) {
        if (foreignKeys == ForeignKeyCheck.ONCE_PER_ROW) {
            definitions.defineAgentTypes(batch.agentTypes().usedIds());
            definitions.defineProperties(batch);
        }
    }

    @Override
    public StoredEpisode finish(EpisodeFacts facts) {
        return translating(() -> {
            Rows all = rows;
            if (all == null) {
                throw new StoreException("No batch was written");
            }
            flush(all);
            long observations = all.chunks().observations();
            if (observations != records || all.chunks().values() != values) {
                throw new StoreException("%d records with %d values were sent, but the database took %d and %d"
                        .formatted(records, values, observations, all.chunks().values()));
            }
            if (foreignKeys == ForeignKeyCheck.ONCE_PER_LOAD) {
                transaction.triggersOn();
                definitions.defineSession(episode);
                definitions.defineAgentTypes(all.batch().agentTypes().usedIds());
                definitions.defineProperties(all.batch());
            }
            if (episode.deriveVelocity()) {
                Preconditions.deriveVelocity(handle, statements, episode, appendsTo);
            }
            definitions.insertLabels(episode, facts.labels());
            int episodeNumber = completeEpisode(facts.numFrames(), facts.numAgents());
            return new StoredEpisode(records, values, episodeNumber, definitions.created(), foreignKeys);
        });
    }

    private int completeEpisode(int numFrames, int numAgents) {
        if (appendsTo.isPresent()) {
            definitions.growEpisode(episode, numFrames, numAgents);
            return appendsTo.get().episodeNumber();
        }
        Integer number = wantedNumber;
        if (number == null) {
            select("lock_session", Map.of("session_id", episode.sessionId()));
            number = Preconditions.nextEpisodeNumber(handle, statements, episode);
        }
        handle.createUpdate(statements.get("complete_episode"))
                .bind("episode_id", episode.episodeId())
                .bind("episode_number", number)
                .bind("num_frames", numFrames)
                .bind("num_agents", numAgents)
                .execute();
        return number;
    }

    @Override
    public void commit(CompletedUpload upload) {
        translatingCommand(() -> {
            if (appendsTo.isPresent()) {
                definitions.insertAddition(episode, upload, records, values);
            } else {
                definitions.insertReceipt(episode, upload);
            }
        });
        transaction.commit(episode.episodeId());
        committed = true;
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.chunks().settle();
        }
        if (committed) {
            LoadTransaction.close(handle, episode.episodeId());
        } else {
            LoadTransaction.rollBackAndClose(handle);
        }
    }

    private void select(String statement, Map<String, String> parameters) {
        handle.createQuery(statements.get(statement))
                .bindMap(parameters)
                .mapTo(String.class)
                .one();
    }
}
