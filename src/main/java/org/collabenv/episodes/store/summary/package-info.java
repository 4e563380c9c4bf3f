/**
 * Bounded summaries of stored rows, for pictures: histograms of properties and tracks of few points.
 *
 * <p>In: the tables, read at one moment. Out: records whose size does not depend on the number of rows. Safe for use by several
 * threads at once; each call uses a connection.
 */
@NullMarked
package org.collabenv.episodes.store.summary;

import org.jspecify.annotations.NullMarked;
