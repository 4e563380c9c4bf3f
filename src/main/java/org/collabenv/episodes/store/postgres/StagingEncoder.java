package org.collabenv.episodes.store.postgres;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.batch.PropertyColumn;
import org.collabenv.episodes.trajectory.batch.RecordBatch;

/**
 * Encodes records as binary rows of the temporary table {@code staged_rows}: the key, and the values of all properties
 * as one array of numbers and one of strings, each with an element per property.
 */
final class StagingEncoder {

    private static final int FIELDS = 6;

    private final ObservationEncoder observations;
    private final RecordBatch batch;
    private final List<PropertyColumn> properties;
    private long values;

    /**
     * @param observations encodes agent types
     * @param batch the batch of all records of the load
     */
    StagingEncoder(ObservationEncoder observations, RecordBatch batch) {
        this.observations = observations;
        this.batch = batch;
        // The keys of the values are inserted in ascending order, which suits the B-tree best.
        this.properties = new ArrayList<>(batch.properties().stream()
                .sorted(Comparator.comparing(PropertyColumn::propertyId))
                .toList());
    }

    /** Returns the ids of the properties, in the order of their places in the arrays. */
    List<String> propertyIds() {
        return properties.stream().map(PropertyColumn::propertyId).toList();
    }

    /** Returns the number of values so far. */
    long values() {
        return values;
    }

    /**
     * Adds a record.
     *
     * @return false if the record has no value, so that it needs no row
     */
    boolean add(int row, CopyBuffer rows) {
        // A file with one value per line reveals its properties one after another.
        for (int i = properties.size(); i < batch.properties().size(); i++) {
            properties.add(batch.properties().get(i));
        }
        int numbers = 0;
        int texts = 0;
        for (int i = 0; i < properties.size(); i++) {
            PropertyColumn property = properties.get(i);
            if (!property.isMissing(row)) {
                if (property.type() == PropertyType.FLOAT) {
                    numbers++;
                } else {
                    texts++;
                }
            }
        }
        if (numbers + texts == 0) {
            return false;
        }
        values += numbers + texts;
        rows.row(FIELDS);
        rows.longField(batch.place()[row]);
        rows.intField(batch.timeIndex()[row]);
        rows.intField(batch.agentId()[row]);
        observations.agentType(row, rows);
        numbers(row, numbers, rows);
        texts(row, texts, rows);
        return true;
    }

    private void numbers(int row, int present, CopyBuffer rows) {
        if (present == 0) {
            rows.nullField();
            return;
        }
        int start = rows.beginArray(CopyBuffer.FLOAT8, properties.size(), present < properties.size());
        for (int i = 0; i < properties.size(); i++) {
            PropertyColumn property = properties.get(i);
            if (property.type() == PropertyType.FLOAT) {
                rows.doubleField(property.numbers()[row]);
            } else {
                rows.nullField();
            }
        }
        rows.endArray(start);
    }

    private void texts(int row, int present, CopyBuffer rows) {
        if (present == 0) {
            rows.nullField();
            return;
        }
        int start = rows.beginArray(CopyBuffer.TEXT, properties.size(), present < properties.size());
        for (int i = 0; i < properties.size(); i++) {
            PropertyColumn property = properties.get(i);
            if (property.type() == PropertyType.FLOAT || property.isMissing(row)) {
                rows.nullField();
            } else {
                rows.textField(
                        property.texts().chars(),
                        property.texts().start(row),
                        property.texts().end(row));
            }
        }
        rows.endArray(start);
    }
}
