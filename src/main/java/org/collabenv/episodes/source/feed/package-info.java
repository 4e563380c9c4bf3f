/**
 * The contract between a file format and the rest of the reader.
 *
 * <p>A {@link org.collabenv.episodes.source.feed.RecordFeed} owns the streams through which it reads, hands out records
 * cell by cell to a {@link org.collabenv.episodes.source.feed.CellSink} on the thread of the request, and keeps the rejected ones.
 */
@NullMarked
package org.collabenv.episodes.source.feed;

import org.jspecify.annotations.NullMarked;
