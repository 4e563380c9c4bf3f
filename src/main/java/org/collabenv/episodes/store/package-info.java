/**
 * Record batches to a database.
 *
 * <p>In comes an {@link org.collabenv.episodes.trajectory.Episode} and its batches, out go rows and the database's own
 * counts of them. Calls come from the thread of the request. An
 * {@link org.collabenv.episodes.store.LoadAttempt} owns one connection and one transaction until it is closed; closed
 * without a commit it leaves nothing; an {@link org.collabenv.episodes.store.AdditionAttempt} is the same for property
 * values that come later. {@link org.collabenv.episodes.store.EpisodeStore} has one implementation for each
 * database, and both pass the same tests. A refusal is an
 * {@link org.collabenv.episodes.trajectory.IngestException}; any other failure of the database is a
 * {@link org.collabenv.episodes.store.StoreException}.
 */
@NullMarked
package org.collabenv.episodes.store;

import org.jspecify.annotations.NullMarked;
