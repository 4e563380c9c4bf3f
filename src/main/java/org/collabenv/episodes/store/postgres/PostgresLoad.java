package org.collabenv.episodes.store.postgres;

import static org.collabenv.episodes.store.DatabaseFailures.translating;
import static org.collabenv.episodes.store.DatabaseFailures.translatingCommand;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.collabenv.episodes.store.CompletedUpload;
import org.collabenv.episodes.store.Created;
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
import org.collabenv.episodes.trajectory.PropertyColumn;
import org.collabenv.episodes.trajectory.RecordBatch;
import org.collabenv.episodes.trajectory.Vocabulary;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * A load into PostgreSQL: one connection, one transaction, the two COPYs taking turns a chunk at a time.
 *
 * <p>With the foreign keys checked once per load, what the episode refers to is defined and locked last, just before
 * the commit, so that loads which define the same thing do not wait for each other's uploads. With the triggers on, it
 * must be there before the rows that refer to it, and a load that needs what another one is just defining waits for it;
 * two that wait for each other, each with new agent types in another order, end in one of them being refused as busy.
 */
final class PostgresLoad implements LoadAttempt {

    /** Encoded bytes at which a chunk is sent: large enough that its round trips vanish, small beside any heap. */
    private static final int CHUNK_BYTES = 2 << 20;

    private static final String UNIQUE_VIOLATION = "23505";

    private final Statements statements;
    private final Handle handle;
    private final Episode episode;
    private final Definitions definitions;
    private final BatchEncoder encoder;
    private final CopyBuffer observationRows = new CopyBuffer();
    private final CopyBuffer propertyRows = new CopyBuffer();
    private final CopyManager copy;
    private final LoadTransaction transaction;
    private final ForeignKeyCheck foreignKeys;
    private final @Nullable Integer wantedNumber;
    private final Optional<EpisodeRow> appendsTo;
    private @Nullable RecordBatch batch;
    private long records;
    private long observations;
    private long values;
    private boolean committed;

    private PostgresLoad(Statements statements, Handle handle, Episode episode, EpisodeDeletion deletion)
            throws SQLException {
        this.statements = statements;
        this.handle = handle;
        this.episode = episode;
        this.definitions = new Definitions(statements, handle, handle);
        this.encoder = new BatchEncoder(episode.episodeId());
        this.copy = handle.getConnection().unwrap(PGConnection.class).getCopyAPI();
        handle.begin();
        handle.execute(statements.get("create_staging"));
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
     */
    static PostgresLoad begin(Statements statements, Handle handle, Episode episode, EpisodeDeletion deletion) {
        try {
            return translating(() -> {
                PostgresLoad load = new PostgresLoad(statements, handle, episode, deletion);
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
        try {
            if (appendsTo.isEmpty()) {
                definitions.insertEpisode(episode, 0, 0, 0);
            }
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
        transaction.lockTimeout(LoadTransaction.LOCK_TIMEOUT);
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
            sendChunk();
            return Preconditions.rowsBefore(handle, statements, episode, timeIndex, agentId, agentType);
        });
    }

    @Override
    public void write(RecordBatch records) {
        batch = records;
        this.records += records.size();
        encoder.observations(records, observationRows);
        values += encoder.properties(records, propertyRows);
        if (observationRows.size() >= CHUNK_BYTES || propertyRows.size() >= CHUNK_BYTES) {
            translatingCommand(this::sendChunk);
        }
    }

    private void sendChunk() throws SQLException {
        if (batch != null && foreignKeys == ForeignKeyCheck.ONCE_PER_ROW) {
            definitions.defineAgentTypes(batch.agentTypes().usedIds());
        }
        observations += observationRows.send(copy, statements.get("copy_observations"));
        if (!propertyRows.isEmpty()) {
            propertyRows.send(copy, statements.get("copy_staged_properties"));
        }
    }

    @Override
    public StoredEpisode finish(EpisodeFacts facts) {
        return translating(() -> {
            sendChunk();
            RecordBatch last = batch;
            if (last == null) {
                throw new StoreException("No batch was written");
            }
            if (foreignKeys == ForeignKeyCheck.ONCE_PER_ROW) {
                definitions.defineProperties(last);
            }
            long joined = values == 0 ? 0 : joinProperties(last.properties());
            if (foreignKeys == ForeignKeyCheck.ONCE_PER_LOAD) {
                transaction.triggersOn();
                definitions.defineSession(episode);
                definitions.defineAgentTypes(last.agentTypes().usedIds());
                definitions.defineProperties(last);
            }
            if (observations != records || joined != values) {
                throw new StoreException("%d records with %d values were sent, but the database took %d and %d"
                        .formatted(records, values, observations, joined));
            }
            if (episode.deriveVelocity()) {
                Preconditions.deriveVelocity(handle, statements, episode, appendsTo);
            }
            definitions.insertLabels(episode, facts.labels());
            int episodeNumber = completeEpisode(facts.numFrames(), facts.numAgents());
            Created created = definitions.created();
            return new StoredEpisode(observations, joined, episodeNumber, created, foreignKeys);
        });
    }

    private long joinProperties(List<PropertyColumn> properties) {
        List<Integer> sorted = IntStream.range(0, properties.size())
                .boxed()
                .sorted(Comparator.comparing(i -> properties.get(i).propertyId()))
                .toList();
        List<String> ids = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int index : sorted) {
            ids.add(properties.get(index).propertyId());
            places.add(index + 1);
        }
        return handle.createUpdate(statements.get("join_properties"))
                .bind("episode_id", episode.episodeId())
                .bindArray("property_ids", String.class, ids)
                .bindArray("places", Integer.class, places)
                .execute();
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
                definitions.insertAddition(episode, upload, observations, values);
            } else {
                definitions.insertReceipt(episode, upload);
            }
        });
        transaction.commit(episode.episodeId());
        committed = true;
    }

    @Override
    public void close() {
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
