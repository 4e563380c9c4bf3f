package org.collabenv.episodes.store.postgres;

import static org.collabenv.episodes.store.DatabaseFailures.translating;
import static org.collabenv.episodes.store.DatabaseFailures.translatingCommand;

import java.sql.SQLException;
import org.collabenv.episodes.store.AdditionAttempt;
import org.collabenv.episodes.store.CompletedUpload;
import org.collabenv.episodes.store.Definitions;
import org.collabenv.episodes.store.EpisodeCatalog;
import org.collabenv.episodes.store.EpisodeRow;
import org.collabenv.episodes.store.ForeignKeyCheck;
import org.collabenv.episodes.store.Preconditions;
import org.collabenv.episodes.store.Statements;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.StoredAddition;
import org.collabenv.episodes.store.ValueJoin;
import org.collabenv.episodes.trajectory.AgentLabels;
import org.collabenv.episodes.trajectory.RecordBatch;
import org.collabenv.episodes.trajectory.RowErrors;
import org.collabenv.episodes.trajectory.Vocabulary;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Property values added to an episode in PostgreSQL: staged by COPY, joined in one transaction. */
final class PostgresAddition implements AdditionAttempt {

    private static final int CHUNK_BYTES = 2 << 20;

    private final Statements statements;
    private final Handle handle;
    private final EpisodeRow episode;
    private final boolean replace;
    private final LoadTransaction transaction;
    private final ValueEncoder encoder = new ValueEncoder();
    private final CopyBuffer values = new CopyBuffer();
    private final CopyManager copy;
    private @Nullable RecordBatch batch;
    private long staged;
    private @Nullable StoredAddition stored;
    private boolean committed;

    private PostgresAddition(
            Statements statements, Handle handle, EpisodeRow episode, boolean replace, LoadTransaction transaction)
            throws SQLException {
        this.statements = statements;
        this.handle = handle;
        this.episode = episode;
        this.replace = replace;
        this.transaction = transaction;
        this.copy = handle.getConnection().unwrap(PGConnection.class).getCopyAPI();
    }

    /**
     * Opens the transaction and locks the episode.
     *
     * @param handle a connection that the attempt owns from here on
     */
    static PostgresAddition begin(Statements statements, Handle handle, String episodeId, boolean replace) {
        try {
            return translating(() -> {
                handle.begin();
                handle.execute(statements.get("create_value_staging"));
                LoadTransaction transaction = LoadTransaction.begin(statements, handle, episodeId);
                EpisodeRow episode = LoadTransaction.lockEpisode(statements, handle, episodeId)
                        .orElseThrow(() -> Preconditions.noEpisode(episodeId));
                transaction.lockTimeout(LoadTransaction.LOCK_TIMEOUT);
                return new PostgresAddition(statements, handle, episode, replace, transaction);
            });
        } catch (RuntimeException e) {
            LoadTransaction.rollBackAndClose(handle);
            throw e;
        }
    }

    @Override
    public EpisodeRow episode() {
        return episode;
    }

    @Override
    public AgentLabels labels() {
        return translating(() -> AgentLabels.of(EpisodeCatalog.agentLabels(statements, handle, episode.episodeId())));
    }

    @Override
    public Vocabulary vocabulary() {
        return translating(() -> Definitions.vocabulary(statements, handle));
    }

    @Override
    public void write(RecordBatch records) {
        batch = records;
        staged += encoder.values(records, values);
        if (values.size() >= CHUNK_BYTES) {
            translatingCommand(this::sendChunk);
        }
    }

    private void sendChunk() throws SQLException {
        if (!values.isEmpty()) {
            values.send(copy, statements.get("copy_staged_values"));
        }
    }

    @Override
    public StoredAddition finish(RowErrors errors) {
        return translating(() -> {
            sendChunk();
            Definitions definitions = new Definitions(statements, handle, handle);
            ValueJoin join = new ValueJoin(statements, handle, episode.episodeId());
            join.requireKeys(errors);
            long replaced = join.clear(replace, errors);
            RecordBatch last = batch;
            if (last == null) {
                throw new StoreException("No batch was written");
            }
            if (transaction.foreignKeys() == ForeignKeyCheck.ONCE_PER_ROW) {
                definitions.defineProperties(last);
            }
            long inserted = join.insert();
            if (transaction.foreignKeys() == ForeignKeyCheck.ONCE_PER_LOAD) {
                transaction.triggersOn();
                definitions.defineProperties(last);
            }
            if (inserted != staged) {
                throw new StoreException("%d values were sent, but the database took %d".formatted(staged, inserted));
            }
            StoredAddition addition =
                    new StoredAddition(inserted, replaced, definitions.created(), transaction.foreignKeys());
            stored = addition;
            return addition;
        });
    }

    @Override
    public void commit(CompletedUpload upload) {
        StoredAddition finished = stored;
        if (finished == null) {
            throw new IllegalStateException("The addition has not been finished");
        }
        translatingCommand(
                () -> new ValueJoin(statements, handle, episode.episodeId()).insertReceipt(finished, upload));
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
}
