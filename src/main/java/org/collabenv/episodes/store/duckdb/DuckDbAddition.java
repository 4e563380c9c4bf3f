package org.collabenv.episodes.store.duckdb;

import static org.collabenv.episodes.store.DatabaseFailures.translating;
import static org.collabenv.episodes.store.DatabaseFailures.translatingCommand;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
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
import org.collabenv.episodes.trajectory.PropertyColumn;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.RecordBatch;
import org.collabenv.episodes.trajectory.RowErrors;
import org.collabenv.episodes.trajectory.Vocabulary;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Property values added to an episode in DuckDB. They are staged without a transaction; the one that joins them begins
 * at the end, under the store's lock, so that it sees everything that was committed while they arrived.
 */
final class DuckDbAddition implements AdditionAttempt {

    private static final Logger LOG = Logger.getLogger(DuckDbAddition.class);

    private final Statements statements;
    private final EpisodeRow episode;
    private final boolean replace;
    private final ReentrantLock changes;
    private final Runnable release;
    private final Handle handle;
    private @Nullable DuckDBAppender staging;
    private @Nullable RecordBatch batch;
    private long staged;
    private @Nullable StoredAddition stored;
    private boolean committed;

    /**
     * @param changes the store's lock, taken at the end and held until the attempt is closed
     * @param release gives up the claim on the episode
     */
    DuckDbAddition(
            Statements statements,
            Jdbi jdbi,
            EpisodeRow episode,
            boolean replace,
            ReentrantLock changes,
            Runnable release) {
        this.statements = statements;
        this.episode = episode;
        this.replace = replace;
        this.changes = changes;
        this.release = release;
        this.handle = jdbi.open();
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
        translatingCommand(() -> {
            DuckDBAppender open = staging;
            if (open == null) {
                handle.execute(statements.get("create_value_staging"));
                open = handle.getConnection()
                        .unwrap(DuckDBConnection.class)
                        .createAppender("temp", "main", "staged_values");
                staging = open;
            }
            for (int row = 0; row < records.size(); row++) {
                for (PropertyColumn property : records.properties()) {
                    if (!property.isMissing(row)) {
                        append(open, records, row, property);
                    }
                }
            }
        });
    }

    private void append(DuckDBAppender rows, RecordBatch records, int row, PropertyColumn property)
            throws SQLException {
        rows.beginRow()
                .append(records.place()[row])
                .append(records.timeIndex()[row])
                .append(records.agentId()[row]);
        int type = records.agentType()[row];
        if (type == RecordBatch.ANY_TYPE) {
            rows.appendNull();
        } else {
            rows.append(records.agentTypes().id(type));
        }
        rows.append(property.propertyId());
        if (property.type() == PropertyType.FLOAT) {
            rows.append(property.numbers()[row]).appendNull();
        } else {
            rows.appendNull().append(property.texts().get(row));
        }
        rows.endRow();
        staged++;
    }

    @Override
    public StoredAddition finish(RowErrors errors) {
        return translating(() -> {
            DuckDBAppender open = staging;
            RecordBatch last = batch;
            if (open == null || last == null) {
                throw new StoreException("No batch was written");
            }
            staging = null;
            open.close();
            changes.lock();
            handle.begin();
            if (EpisodeCatalog.episode(statements, handle, episode.episodeId()).isEmpty()) {
                throw Preconditions.noEpisode(episode.episodeId());
            }
            ValueJoin join = new ValueJoin(statements, handle, episode.episodeId());
            join.requireKeys(errors);
            long replaced = join.clear(replace, errors);
            Definitions definitions = new Definitions(statements, handle, handle);
            definitions.defineProperties(last);
            long inserted = join.insert();
            if (inserted != staged) {
                throw new StoreException("%d values were staged, but the database took %d".formatted(staged, inserted));
            }
            StoredAddition addition =
                    new StoredAddition(inserted, replaced, definitions.created(), ForeignKeyCheck.ONCE_PER_LOAD);
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
        translatingCommand(() -> {
            new ValueJoin(statements, handle, episode.episodeId()).insertReceipt(finished, upload);
            handle.commit();
        });
        committed = true;
    }

    @Override
    public void close() {
        try (handle) {
            DuckDBAppender open = staging;
            if (open != null) {
                open.close();
            }
            if (!committed && handle.isInTransaction()) {
                handle.rollback();
            }
        } catch (SQLException | JdbiException e) {
            LOG.warnf(e, "Rolling back what was added to episode_id=%s failed", episode.episodeId());
        } finally {
            if (changes.isHeldByCurrentThread()) {
                changes.unlock();
            }
            release.run();
        }
    }
}
