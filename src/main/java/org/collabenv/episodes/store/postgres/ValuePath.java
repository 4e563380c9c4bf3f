package org.collabenv.episodes.store.postgres;

import java.sql.SQLException;

/**
 * The way of property values into {@code extended_properties}. Encodes the rows of both tables of a load.
 *
 * <p>Called on the load's thread; a method that uses the connection says so, and is called only while no chunk is under
 * way.
 */
sealed interface ValuePath permits NoValues, StagedValues, DirectValues {

    /**
     * Prepares for the rows of another chunk; uses the connection.
     *
     * @param rows rows that are known to follow
     */
    void prepare(int rows);

    /** Returns whether another row can be encoded before the next {@link #prepare}. */
    boolean hasRoom();

    /** Encodes a record of the batch into a chunk. */
    void encode(int row, Chunk chunk);

    /** Returns whether values refer to their definitions while chunks are sent, and not only at the end. */
    boolean needsDefinitionsEarly();

    /**
     * Sends the rows of a chunk.
     *
     * @return the rows that the server took
     */
    Chunk.Copied send(Chunk chunk) throws SQLException;

    /**
     * Stores the values that are not in their table yet; uses the connection.
     *
     * @param copied rows that the server took of this path's values
     * @return values that the server says it stored
     * @throws org.collabenv.episodes.store.StoreException if values were lost on the way
     */
    long finish(long copied);

    /** Returns the number of values that were encoded. */
    long values();
}
