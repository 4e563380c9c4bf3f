/**
 * The data that both sides of a load share: the episode, its coordinates and properties, a batch of records, and the
 * errors in them.
 *
 * <p>The types are plain data without I/O. {@code source} fills a {@link org.collabenv.episodes.trajectory.batch.RecordBatch}
 * and {@code store} empties it, on the thread of the request; nothing here is safe for use by several threads at once.
 */
@NullMarked
package org.collabenv.episodes.trajectory;

import org.jspecify.annotations.NullMarked;
