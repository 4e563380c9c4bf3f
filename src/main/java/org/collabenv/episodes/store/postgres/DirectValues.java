package org.collabenv.episodes.store.postgres;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.batch.PropertyColumn;
import org.collabenv.episodes.trajectory.batch.RecordBatch;

/**
 * Copies property values straight into their table. Observations get their ids from the table's sequence before they are
 * sent, so nothing is joined. This is the fastest path for clean files, but a refused upload leaves dead rows until a
 * vacuum.
 */
final class DirectValues implements ValuePath {

    /** The ids reserved for a chunk: more than a full chunk of rows with properties needs. */
    private static final int CHUNK_IDS = 4096;

    private static final int FIELDS = 4;

    private final ObservationEncoder observations;
    private final PropertyColumn[] properties;
    private final byte[][] propertyIds;
    private final ReservedIds ids;
    private final CopySql copy;
    private long values;
    private boolean hasIds;

    /** @param batch the batch of all records of the load */
    DirectValues(Sql sql, ObservationEncoder observations, RecordBatch batch, ReservedIds ids) throws SQLException {
        this.observations = observations;
        // The keys of the values arrive in ascending order, which suits the B-tree best.
        this.properties = batch.properties().stream()
                .sorted(Comparator.comparing(PropertyColumn::propertyId))
                .toArray(PropertyColumn[]::new);
        this.propertyIds = Arrays.stream(properties)
                .map(property -> ObservationEncoder.utf8(property.propertyId()))
                .toArray(byte[][]::new);
        this.ids = ids;
        this.copy = CopySql.of(sql);
    }

    @Override
    public void prepare(int rows) {
        // A small episode takes no more ids than it has rows.
        ids.ensure(hasIds ? CHUNK_IDS : Math.min(CHUNK_IDS, rows));
        hasIds = true;
    }

    @Override
    public boolean hasRoom() {
        return !ids.isEmpty();
    }

    @Override
    public void encode(int row, Chunk chunk) {
        long id = ids.next();
        observations.add(id, row, chunk.observations());
        for (int i = 0; i < properties.length; i++) {
            PropertyColumn property = properties[i];
            if (!property.isMissing(row)) {
                CopyBuffer rows = chunk.values();
                rows.row(FIELDS);
                rows.longField(id);
                rows.textField(propertyIds[i]);
                value(property, row, rows);
                values++;
            }
        }
    }

    private static void value(PropertyColumn property, int row, CopyBuffer rows) {
        if (property.type() == PropertyType.FLOAT) {
            rows.doubleField(property.numbers()[row]);
            rows.nullField();
        } else {
            rows.nullField();
            rows.textField(
                    property.texts().chars(),
                    property.texts().start(row),
                    property.texts().end(row));
        }
    }

    @Override
    public boolean needsDefinitionsEarly() {
        return true;
    }

    @Override
    public Chunk.Copied send(Chunk chunk) throws SQLException {
        return new Chunk.Copied(
                copy.send("copy_observations_with_ids", chunk.observations()),
                copy.send("copy_values", chunk.values()));
    }

    @Override
    public long finish(long copied) {
        return copied;
    }

    @Override
    public long values() {
        return values;
    }
}
