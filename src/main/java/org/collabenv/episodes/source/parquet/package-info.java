/**
 * Parquet files, read by an embedded DuckDB that may open nothing else.
 *
 * <p>In: decompressed bytes, which are spooled to disk. Out: columns and records, and the rejected rows as a Parquet file.
 * Runs on the thread of the request. A damaged file is an {@link org.collabenv.episodes.trajectory.IngestException}.
 */
@NullMarked
package org.collabenv.episodes.source.parquet;

import org.jspecify.annotations.NullMarked;
