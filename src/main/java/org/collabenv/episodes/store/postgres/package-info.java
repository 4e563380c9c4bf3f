/**
 * The PostgreSQL store: loads episodes by binary COPY.
 *
 * <p>In come record batches. Observations are copied straight into their table. By default, property values are copied
 * into a temporary table of the session and joined with their observations at the end; if so configured, they are
 * copied straight into their table, with ids from the sequence of {@code observations}. {@code ValuePath} has an
 * implementation for each path. Values that are added to a stored episode are always staged and joined. Out go the
 * server's counts.
 *
 * <p>A load runs on the thread of its request; {@code ChunkSender} sends a full chunk on a thread of the store while
 * the next is encoded. {@code LoadTransaction} owns the connection, locks the episode and rolls back unless it has
 * committed. A refusal is an {@link org.collabenv.episodes.trajectory.IngestException}; any other failure is a
 * {@link org.collabenv.episodes.store.StoreException}, also at start, if the schema has another version.
 */
@NullMarked
package org.collabenv.episodes.store.postgres;

import org.jspecify.annotations.NullMarked;
