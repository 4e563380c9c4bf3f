package org.collabenv.episodes.store.postgres;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.collabenv.episodes.trajectory.PropertyColumn;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.RecordBatch;

/** Encodes a batch as the binary rows that {@code copy_staged_values} takes: one per value. */
final class ValueEncoder {

    private static final int FIELDS = 7;

    private final List<byte[]> propertyIds = new ArrayList<>();
    private final List<byte[]> agentTypeIds = new ArrayList<>();

    /**
     * Adds a row per value.
     *
     * @return how many
     */
    long values(RecordBatch batch, CopyBuffer rows) {
        for (int i = propertyIds.size(); i < batch.properties().size(); i++) {
            propertyIds.add(batch.properties().get(i).propertyId().getBytes(StandardCharsets.UTF_8));
        }
        long values = 0;
        for (int row = 0; row < batch.size(); row++) {
            for (int i = 0; i < propertyIds.size(); i++) {
                PropertyColumn property = batch.properties().get(i);
                if (!property.isMissing(row)) {
                    key(batch, row, rows);
                    rows.textField(propertyIds.get(i));
                    value(property, row, rows);
                    values++;
                }
            }
        }
        return values;
    }

    private void key(RecordBatch batch, int row, CopyBuffer rows) {
        rows.row(FIELDS);
        rows.longField(batch.place()[row]);
        rows.intField(batch.timeIndex()[row]);
        rows.intField(batch.agentId()[row]);
        int type = batch.agentType()[row];
        if (type == RecordBatch.ANY_TYPE) {
            rows.nullField();
        } else {
            while (agentTypeIds.size() <= type) {
                agentTypeIds.add(batch.agentTypes().id(agentTypeIds.size()).getBytes(StandardCharsets.UTF_8));
            }
            rows.textField(agentTypeIds.get(type));
        }
    }

    /** Adds the fields {@code value_float} and {@code value_text}. */
    static void value(PropertyColumn property, int row, CopyBuffer rows) {
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
}
