/**
 * JSON lines: an object per line.
 *
 * <p>In: decompressed bytes. Out: columns and records, and the rejected lines as they were. The keys of the first lines are the
 * columns; nested objects become columns with a dot in their names. Runs on the thread of the request.
 */
@NullMarked
package org.collabenv.episodes.source.json;

import org.jspecify.annotations.NullMarked;
