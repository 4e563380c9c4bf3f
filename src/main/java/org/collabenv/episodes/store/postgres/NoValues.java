package org.collabenv.episodes.store.postgres;

import java.sql.SQLException;
import org.collabenv.episodes.store.sql.Sql;

/** The value path of a load without properties. */
record NoValues(ObservationEncoder observations, CopySql copy) implements ValuePath {

    static NoValues of(Sql sql, ObservationEncoder observations) throws SQLException {
        return new NoValues(observations, CopySql.of(sql));
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
    }

    @Override
    public boolean needsDefinitionsEarly() {
        return false;
    }

    @Override
    public Chunk.Copied send(Chunk chunk) throws SQLException {
        return new Chunk.Copied(copy.send("copy_observations", chunk.observations()), 0);
    }

    @Override
    public long finish(long copied) {
        return 0;
    }

    @Override
    public long values() {
        return 0;
    }
}
