/**
 * Stored rows to files: CSV, Parquet and JSON lines, whose upload without parameters gives the same rows.
 *
 * <p>In: wide rows of the store, at one moment. Out: the bytes of a file, on a stream that the caller owns. CSV and JSON lines are
 * written while the rows are read; Parquet is completed on the disk first, since its index is at its end. An error on the way is
 * an exception, after which the stream must not end as if it were complete. Safe for use by several threads at once.
 */
@NullMarked
package org.collabenv.episodes.export;

import org.jspecify.annotations.NullMarked;
