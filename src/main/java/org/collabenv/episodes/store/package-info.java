/**
 * Stores record batches in a database: the contract of a store, and the values that it takes and returns.
 *
 * <p>In come a {@link org.collabenv.episodes.trajectory.LoadTarget}, which is an episode or property values for a
 * stored episode, and its batches. Out go rows in the database and the database's own counts of them.
 * {@link org.collabenv.episodes.store.EpisodeStore} has one implementation for each database, {@code duckdb} and
 * {@code postgres}, and both pass the same tests; {@code tables} reads and writes the tables that they share.
 *
 * <p>Calls come from the thread of the request, and block. A {@link org.collabenv.episodes.store.LoadAttempt} owns one
 * connection and one transaction until it is closed; an attempt that is closed without a commit leaves nothing behind.
 * A refusal is an {@link org.collabenv.episodes.trajectory.IngestException}; any other failure of the database is a
 * {@link org.collabenv.episodes.store.StoreException}.
 */
@NullMarked
package org.collabenv.episodes.store;

import org.jspecify.annotations.NullMarked;
