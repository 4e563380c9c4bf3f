package org.collabenv.episodes.store.postgres;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.collabenv.episodes.trajectory.AgentTypes;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.PropertyColumn;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.RecordBatch;

/** Encodes a batch as the binary rows that {@code copy_observations} and {@code copy_staged_properties} take. */
final class BatchEncoder {

    private static final Coordinate[] COORDINATES = Coordinate.values();
    private static final int KEY_FIELDS = 4;
    private static final int STAGED_FIELDS = 5;

    /** Object ids of the built-in types, fixed in PostgreSQL's catalog. */
    private static final int FLOAT8 = 701;

    private static final int TEXT = 25;

    private final byte[] episodeId;
    private final List<byte[]> agentTypeIds = new ArrayList<>();

    BatchEncoder(String episodeId) {
        this.episodeId = episodeId.getBytes(StandardCharsets.UTF_8);
    }

    /** Adds a row per record. */
    void observations(RecordBatch batch, CopyBuffer rows) {
        int[] time = batch.timeIndex();
        int[] agent = batch.agentId();
        int[] type = batch.agentType();
        double[][] coordinates =
                Arrays.stream(COORDINATES).map(batch::coordinate).toArray(double[][]::new);
        for (int row = 0; row < batch.size(); row++) {
            rows.row(KEY_FIELDS + COORDINATES.length);
            rows.textField(episodeId);
            rows.intField(time[row]);
            rows.intField(agent[row]);
            rows.textField(agentTypeId(batch.agentTypes(), type[row]));
            for (double[] coordinate : coordinates) {
                rows.doubleField(coordinate[row]);
            }
        }
    }

    /**
     * Adds a row per record that has any property value.
     *
     * @return the values in them
     */
    long properties(RecordBatch batch, CopyBuffer rows) {
        List<PropertyColumn> properties = batch.properties();
        int[] time = batch.timeIndex();
        int[] agent = batch.agentId();
        int[] type = batch.agentType();
        long total = 0;
        for (int row = 0; row < batch.size(); row++) {
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
            if (numbers + texts > 0) {
                rows.row(STAGED_FIELDS);
                rows.intField(time[row]);
                rows.intField(agent[row]);
                rows.textField(agentTypeId(batch.agentTypes(), type[row]));
                numbers(properties, row, numbers, rows);
                texts(properties, row, texts, rows);
                total += numbers + texts;
            }
        }
        return total;
    }

    private static void numbers(List<PropertyColumn> properties, int row, int present, CopyBuffer rows) {
        if (present == 0) {
            rows.nullField();
            return;
        }
        int array = rows.beginArray(FLOAT8, properties.size());
        for (int i = 0; i < properties.size(); i++) {
            PropertyColumn property = properties.get(i);
            rows.doubleField(property.type() == PropertyType.FLOAT ? property.numbers()[row] : Double.NaN);
        }
        rows.endField(array);
    }

    private static void texts(List<PropertyColumn> properties, int row, int present, CopyBuffer rows) {
        if (present == 0) {
            rows.nullField();
            return;
        }
        int array = rows.beginArray(TEXT, properties.size());
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
        rows.endField(array);
    }

    private byte[] agentTypeId(AgentTypes types, int code) {
        while (agentTypeIds.size() <= code) {
            agentTypeIds.add(types.id(agentTypeIds.size()).getBytes(StandardCharsets.UTF_8));
        }
        return agentTypeIds.get(code);
    }
}
