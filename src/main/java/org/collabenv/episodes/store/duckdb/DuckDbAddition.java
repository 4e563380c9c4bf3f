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
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.store.tables.Database;
import org.collabenv.episodes.store.tables.EpisodeTables;
import org.collabenv.episodes.store.tables.LoadDefinitions;
import org.collabenv.episodes.store.tables.ValueJoin;
import org.collabenv.episodes.trajectory.AgentTypes;
import org.collabenv.episodes.trajectory.EpisodeFacts;
import org.collabenv.episodes.trajectory.ObservationKey;
import org.collabenv.episodes.trajectory.ObservationKeys;
import org.collabenv.episodes.trajectory.PropertyAddition;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.RowErrors;
import org.collabenv.episodes.trajectory.StoredEpisode;
import org.collabenv.episodes.trajectory.batch.PropertyColumn;
import org.collabenv.episodes.trajectory.batch.RecordBatch;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Adds property values to a stored episode in DuckDB. The values are staged without a transaction; the one that joins
 * them begins at the end, under the write lock, so that it sees everything that was committed while they arrived.
 */
final class DuckDbAddition extends DuckDbAttempt {

    private final PropertyAddition addition;
    private final StoredEpisode episode;
    private @Nullable DuckDBAppender staging;
    private @Nullable RecordBatch batch;
    private long staged;

    private DuckDbAddition(Sql sql, EpisodeClaim claim, PropertyAddition addition) {
        super(sql, claim);
        this.addition = addition;
        this.episode = new EpisodeTables(sql)
                .find(addition.episodeId())
                .map(row -> stored(row, new ObservationKeys(new AgentTypes())))
                .orElseThrow(() -> EpisodeTables.missing(addition.episodeId()));
    }

    /**
     * Opens a connection.
     *
     * @param claim the episode's claim, which the attempt owns from here on
     */
    static DuckDbAddition begin(EpisodeClaim claim, Database database, PropertyAddition addition) {
        Sql sql = database.open();
        boolean begun = false;
        try {
            DuckDbAddition attempt = translating(() -> new DuckDbAddition(sql, claim, addition));
            begun = true;
            return attempt;
        } finally {
            if (!begun) {
                sql.abandon();
            }
        }
    }

    @Override
    public Optional<StoredEpisode> stored() {
        return Optional.of(episode);
    }

    @Override
    public void write(RecordBatch records) {
        batch = records;
        translatingCommand(() -> {
            DuckDBAppender open = staging;
            if (open == null) {
                sql.execute("create_value_staging");
                open = sql.handle()
                        .getConnection()
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
    public Map<ObservationKey, Long> rowsBefore(List<ObservationKey> keys) {
        return Map.of();
    }

    @Override
    public StoredRows finish(EpisodeFacts facts, RowErrors errors) {
        return translating(() -> {
            DuckDBAppender open = staging;
            RecordBatch last = batch;
            if (open == null || last == null) {
                throw nothingWritten();
            }
            staging = null;
            open.close();
            claim.lockWrites();
            sql.handle().begin();
            if (new EpisodeTables(sql).find(addition.episodeId()).isEmpty()) {
                throw EpisodeTables.missing(addition.episodeId());
            }
            ValueJoin join = new ValueJoin(sql, addition.episodeId());
            join.requireKeys(errors);
            long replaced = join.clear(addition.replace(), errors, content);
            LoadDefinitions definitions = new LoadDefinitions(sql, sql, () -> {});
            definitions.defineProperties(last);
            long inserted = join.insert(content);
            if (inserted != staged) {
                throw new StoreException("%d values were staged, but the database took %d".formatted(staged, inserted));
            }
            StoredRows stored = new StoredRows(
                    0,
                    inserted,
                    replaced,
                    episode.sessionId(),
                    episode.episodeNumber(),
                    definitions.created(),
                    ForeignKeyCheck.ONCE_PER_LOAD);
            return finished(stored, facts);
        });
    }

    @Override
    public void commit(CompletedUpload upload) {
        translatingCommand(() -> {
            insertReceipt(addition, upload);
            commitTransaction();
        });
    }

    @Override
    void closeStaging() throws SQLException {
        DuckDBAppender open = staging;
        if (open != null) {
            open.close();
        }
    }
}
