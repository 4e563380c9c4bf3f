package org.collabenv.episodes.store.postgres;

import java.sql.SQLException;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.trajectory.batch.RecordBatch;

/**
 * Copies property values into the session's temporary table and joins them with their observations at the end, so that a
 * refused upload leaves nothing in {@code extended_properties}.
 */
final class StagedValues implements ValuePath {

    private final Sql sql;
    private final String episodeId;
    private final ObservationEncoder observations;
    private final StagingEncoder staging;
    private final CopySql copy;
    private long staged;

    /** @param batch the batch of all records of the load */
    StagedValues(Sql sql, String episodeId, ObservationEncoder observations, RecordBatch batch) throws SQLException {
        this.sql = sql;
        this.episodeId = episodeId;
        this.observations = observations;
        this.staging = new StagingEncoder(observations, batch);
        this.copy = CopySql.of(sql);
    }

    @Override
    public void prepare(int rows) {
        // The table generates the ids.
    }

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public void encode(int row, Chunk chunk) {
        observations.add(row, chunk.observations());
        if (staging.add(row, chunk.values())) {
            staged++;
        }
    }

    @Override
    public boolean needsDefinitionsEarly() {
        return false;
    }

    @Override
    public Chunk.Copied send(Chunk chunk) throws SQLException {
        return new Chunk.Copied(
                copy.send("copy_observations", chunk.observations()), copy.send("copy_staged_rows", chunk.values()));
    }

    @Override
    public long finish(long copied) {
        if (copied != staged) {
            throw new StoreException(
                    "%d rows with values were sent, but the database took %d".formatted(staged, copied));
        }
        if (staged == 0) {
            return 0;
        }
        return sql.update("join_staged_rows")
                .bind("episode_id", episodeId)
                .bindArray("property_ids", String.class, staging.propertyIds())
                .execute();
    }

    @Override
    public long values() {
        return staging.values();
    }
}
