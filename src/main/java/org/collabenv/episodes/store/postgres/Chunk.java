package org.collabenv.episodes.store.postgres;

import java.sql.SQLException;
import org.collabenv.episodes.store.Statements;
import org.postgresql.copy.CopyManager;

/** Encoded rows of both fact tables that are sent together, the observations first. */
final class Chunk {

    /**
     * Encoded bytes at which a chunk is full: large enough that its round trips vanish beside the server's work, small
     * enough that a slot's two chunks do not count.
     */
    private static final int FULL = 1 << 20;

    private final CopyBuffer observations = new CopyBuffer();
    private final CopyBuffer values = new CopyBuffer();

    /** Rows of both tables that the server says it has taken. */
    record Copied(long observations, long values) {}

    CopyBuffer observations() {
        return observations;
    }

    CopyBuffer values() {
        return values;
    }

    boolean isFull() {
        return observations.size() >= FULL || values.size() >= FULL;
    }

    /**
     * Sends the rows and empties the chunk.
     *
     * @param withIds whether the observations have their ids in them
     */
    Copied send(CopyManager copy, Statements statements, boolean withIds) throws SQLException {
        String table = withIds ? "copy_observations_with_ids" : "copy_observations";
        return new Copied(
                observations.isEmpty() ? 0 : observations.send(copy, statements.get(table)),
                values.isEmpty() ? 0 : values.send(copy, statements.get("copy_values")));
    }
}
