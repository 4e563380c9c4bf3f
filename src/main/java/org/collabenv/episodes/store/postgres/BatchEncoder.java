package org.collabenv.episodes.store.postgres;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.collabenv.episodes.trajectory.AgentTypes;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.PropertyColumn;
import org.collabenv.episodes.trajectory.RecordBatch;

/** Encodes the records of a load as binary rows of the tables {@code observations} and {@code extended_properties}. */
final class BatchEncoder {

    private static final int KEY_FIELDS = 4;
    private static final int VALUE_FIELDS = 4;

    private final byte[] episodeId;
    private final RecordBatch batch;
    private final double[][] coordinates;
    private final List<byte[]> agentTypeIds = new ArrayList<>();
    private final PropertyColumn[] properties;
    private final byte[][] propertyIds;

    /** @param batch the one that all records of the load come in */
    BatchEncoder(String episodeId, RecordBatch batch) {
        this.episodeId = utf8(episodeId);
        this.batch = batch;
        this.coordinates =
                Arrays.stream(Coordinate.values()).map(batch::coordinate).toArray(double[][]::new);
        // So that the keys of the values arrive ascending.
        this.properties = batch.properties().stream()
                .sorted(Comparator.comparing(PropertyColumn::propertyId))
                .toArray(PropertyColumn[]::new);
        this.propertyIds = Arrays.stream(properties)
                .map(property -> utf8(property.propertyId()))
                .toArray(byte[][]::new);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Adds a record as an observation whose id the table gives. */
    void observation(int row, CopyBuffer rows) {
        rows.row(KEY_FIELDS + coordinates.length);
        keyAndMotion(row, rows);
    }

    /** Adds a record as an observation with its id. */
    void observation(long id, int row, CopyBuffer rows) {
        rows.row(1 + KEY_FIELDS + coordinates.length);
        rows.longField(id);
        keyAndMotion(row, rows);
    }

    private void keyAndMotion(int row, CopyBuffer rows) {
        rows.textField(episodeId);
        rows.intField(batch.timeIndex()[row]);
        rows.intField(batch.agentId()[row]);
        rows.textField(agentTypeId(batch.agentTypes(), batch.agentType()[row]));
        for (double[] coordinate : coordinates) {
            rows.doubleField(coordinate[row]);
        }
    }

    /**
     * Adds a row per property value of a record.
     *
     * @param id the record's observation
     * @return how many
     */
    int values(long id, int row, CopyBuffer rows) {
        int values = 0;
        for (int i = 0; i < properties.length; i++) {
            PropertyColumn property = properties[i];
            if (!property.isMissing(row)) {
                rows.row(VALUE_FIELDS);
                rows.longField(id);
                rows.textField(propertyIds[i]);
                ValueEncoder.value(property, row, rows);
                values++;
            }
        }
        return values;
    }

    private byte[] agentTypeId(AgentTypes types, int code) {
        while (agentTypeIds.size() <= code) {
            agentTypeIds.add(utf8(types.id(agentTypeIds.size())));
        }
        return agentTypeIds.get(code);
    }
}
