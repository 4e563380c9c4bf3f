/**
 * The unit that stages hand to each other: a batch of records as columns, which is filled again and again, and the digest of all
 * of them.
 *
 * <p>The arrays are shared and not copied. Used by one thread at a time.
 */
@NullMarked
package org.collabenv.episodes.trajectory.batch;

import org.jspecify.annotations.NullMarked;
