package org.collabenv.episodes.store.postgres;

import java.sql.SQLException;

/**
 * A path of property values into {@code extended_properties}. It encodes the rows of both tables of a load.
 *
 * <p>Methods are called on the load's thread, except that a thread of the store may {@link #send} one chunk while the
 * next is encoded. A method that uses the connection says so; it is called only while no other chunk is under way.
 */
sealed interface ValuePath permits NoValues, StagedValues, DirectValues {

    /**
     * Prepares for the rows of another chunk; uses the connection.
     *
     * @param rows the number of rows that are known to follow
     */
    void prepare(int rows);

    /** Returns whether another row can be encoded before the next {@link #prepare}. */
    boolean hasRoom();

    /** Encodes a record of the batch into a chunk. */
    void encode(int row, Chunk chunk);

    /** Returns whether values refer to their definitions already while chunks are sent, not only at the end. */
    boolean needsDefinitionsEarly();

    /**
     * Sends the rows of a chunk; uses the connection.
     *
     * @return the numbers of rows that the server has taken
     */
    Chunk.Copied send(Chunk chunk) throws SQLException;

    /**
     * Stores the values that are not in their table yet; uses the connection.
     *
     * @param copied the number of this path's rows of values that the server has taken
     * @return the number of values that the server reports as stored
     * @throws org.collabenv.episodes.store.StoreException if values were lost on the way
     */
    long finish(long copied);

    /** Returns the number of values that were encoded. */
    long values();
}
