/**
 * Stored rows, wide: one per observation, with a column per property.
 *
 * <p>In: the tables, read at one moment ({@code RowSnapshot}). Out: rows one at a time ({@code WideRow}), so that memory does
 * not grow with their number. Safe for use by several threads at once; each snapshot holds a connection, and only so many are
 * open at the same time.
 */
@NullMarked
package org.collabenv.episodes.store.rows;

import org.jspecify.annotations.NullMarked;
