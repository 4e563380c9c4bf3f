/**
 * Rows: the first records decide how columns are read; each row is completed before it enters the batch.
 *
 * <p>In: a header and records. Out: a batch with agents, frames and positions, and the errors of the rows that are left
 * out. {@link org.collabenv.episodes.source.row.RowSink} is the hot loop. Runs on the thread of the request.
 */
@NullMarked
package org.collabenv.episodes.source.row;

import org.jspecify.annotations.NullMarked;
