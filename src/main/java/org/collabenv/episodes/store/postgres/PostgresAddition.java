package org.collabenv.episodes.store.postgres;

import static org.collabenv.episodes.store.DatabaseFailures.translating;
import static org.collabenv.episodes.store.DatabaseFailures.translatingCommand;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.collabenv.episodes.store.ForeignKeyCheck;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.StoredRows;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.store.tables.EpisodeRow;
import org.collabenv.episodes.store.tables.EpisodeTables;
import org.collabenv.episodes.store.tables.LoadDefinitions;
import org.collabenv.episodes.store.tables.ValueJoin;
import org.collabenv.episodes.trajectory.AgentTypes;
import org.collabenv.episodes.trajectory.EpisodeFacts;
import org.collabenv.episodes.trajectory.ObservationKey;
import org.collabenv.episodes.trajectory.ObservationKeys;
import org.collabenv.episodes.trajectory.PropertyAddition;
import org.collabenv.episodes.trajectory.RowErrors;
import org.collabenv.episodes.trajectory.StoredEpisode;
import org.collabenv.episodes.trajectory.batch.RecordBatch;
import org.jspecify.annotations.Nullable;

/** Adds property values to a stored episode in PostgreSQL: they are staged by COPY and joined in one transaction. */
final class PostgresAddition extends PostgresAttempt {

    private static final int CHUNK_BYTES = 2 << 20;

    private final PropertyAddition addition;
    private final StoredEpisode episode;
    private final ForeignKeyCheck foreignKeys;
    private final CopySql copy;
    private final CopyBuffer staged = new CopyBuffer();
    private @Nullable RecordBatch batch;
    private @Nullable StagingEncoder encoder;

    private PostgresAddition(
            Sql sql, LoadTransaction transaction, PropertyAddition addition, TableStatistics statistics)
            throws SQLException {
        super(sql, transaction, addition, statistics);
        this.addition = addition;
        this.copy = CopySql.of(sql);
        EpisodeRow row = transaction.lockEpisode().orElseThrow(() -> EpisodeTables.missing(addition.episodeId()));
        this.episode = stored(row, new ObservationKeys(new AgentTypes()));
        createStaging();
        this.foreignKeys = transaction.prepareForRows();
        transaction.lockTimeout(LoadTransaction.LOCK_TIMEOUT);
    }

    private void createStaging() {
        sql.execute("create_staged_rows");
        if (!sql.query("has_staged_values").mapTo(Boolean.class).one()) {
            sql.execute("create_staged_properties");
            sql.execute("create_staged_values");
        }
    }

    /**
     * Opens the transaction and locks the episode.
     *
     * @param sql a connection that the attempt owns from here on
     * @param threads run what a cancellation does not wait for
     */
    static PostgresAddition begin(Sql sql, PropertyAddition addition, TableStatistics statistics, Executor threads) {
        LoadTransaction transaction = LoadTransaction.open(sql, addition.episodeId(), threads);
        try {
            return translating(() -> new PostgresAddition(sql, transaction, addition, statistics));
        } catch (RuntimeException e) {
            transaction.close();
            throw e;
        }
    }

    @Override
    public Optional<StoredEpisode> stored() {
        return Optional.of(episode);
    }

    @Override
    public void write(RecordBatch records) {
        translatingCommand(() -> {
            StagingEncoder to = encoder;
            if (to == null) {
                to = new StagingEncoder(new ObservationEncoder(addition.episodeId(), records), records);
                encoder = to;
                batch = records;
            }
            for (int row = 0; row < records.size(); row++) {
                if (staged.size() >= CHUNK_BYTES) {
                    sendChunk();
                }
                to.add(row, staged);
            }
        });
    }

    private void sendChunk() throws SQLException {
        copy.send("copy_staged_rows", staged);
    }

    @Override
    public Map<ObservationKey, Long> rowsBefore(List<ObservationKey> keys) {
        return Map.of();
    }

    @Override
    public StoredRows finish(EpisodeFacts facts, RowErrors errors) {
        return translating(() -> {
            RecordBatch last = batch;
            StagingEncoder encoded = encoder;
            if (last == null || encoded == null) {
                throw nothingWritten();
            }
            sendChunk();
            transaction.beginLongWork();
            sql.update("stage_properties")
                    .bindArray("property_ids", String.class, encoded.propertyIds())
                    .execute();
            LoadDefinitions definitions = new LoadDefinitions(sql, sql, transaction::triggersOn);
            ValueJoin join = new ValueJoin(sql, addition.episodeId());
            join.requireKeys(errors);
            long replaced = join.clear(addition.replace(), errors, content);
            if (foreignKeys == ForeignKeyCheck.ONCE_PER_ROW) {
                definitions.defineProperties(last);
            }
            long inserted = join.insert(content);
            if (foreignKeys == ForeignKeyCheck.ONCE_PER_LOAD) {
                definitions.defineProperties(last);
            }
            if (inserted != encoded.values()) {
                throw new StoreException(
                        "%d values were sent, but the database took %d".formatted(encoded.values(), inserted));
            }
            StoredRows stored = new StoredRows(
                    0,
                    inserted,
                    replaced,
                    episode.sessionId(),
                    episode.episodeNumber(),
                    definitions.created(),
                    foreignKeys);
            return finished(stored, facts);
        });
    }
}
