package org.collabenv.episodes.store.postgres;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.batch.RecordBatch;

/** Encodes records as binary rows of the table {@code observations}. */
final class ObservationEncoder {

    private static final int KEY_FIELDS = 4;

    private final byte[] episodeId;
    private final RecordBatch batch;
    private final double[][] coordinates;
    private final List<byte[]> agentTypeIds = new ArrayList<>();

    /** @param batch the batch of all records of the load */
    ObservationEncoder(String episodeId, RecordBatch batch) {
        this.episodeId = utf8(episodeId);
        this.batch = batch;
        this.coordinates =
                Arrays.stream(Coordinate.values()).map(batch::coordinate).toArray(double[][]::new);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Adds a record as an observation whose id the table generates. */
    void add(int row, CopyBuffer rows) {
        rows.row(KEY_FIELDS + coordinates.length);
        keyAndMotion(row, rows);
    }

    /** Adds a record as an observation with the given id. */
    void add(long id, int row, CopyBuffer rows) {
        rows.row(1 + KEY_FIELDS + coordinates.length);
        rows.longField(id);
        keyAndMotion(row, rows);
    }

    private void keyAndMotion(int row, CopyBuffer rows) {
        rows.textField(episodeId);
        rows.intField(batch.timeIndex()[row]);
        rows.intField(batch.agentId()[row]);
        agentType(row, rows);
        for (double[] coordinate : coordinates) {
            rows.doubleField(coordinate[row]);
        }
    }

    /** Adds the field {@code agent_type_id} of a record; null if the record matches any type. */
    void agentType(int row, CopyBuffer rows) {
        int code = batch.agentType()[row];
        if (code == RecordBatch.ANY_TYPE) {
            rows.nullField();
            return;
        }
        while (agentTypeIds.size() <= code) {
            agentTypeIds.add(utf8(batch.agentTypes().id(agentTypeIds.size())));
        }
        rows.textField(agentTypeIds.get(code));
    }
}
