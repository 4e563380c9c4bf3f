/**
 * A file's header: the names of its columns and the target of each.
 *
 * <p>In: the columns as the file names them, the upload's mapping and the table of names. Out: a
 * {@link org.collabenv.episodes.source.header.Header}, or an {@link org.collabenv.episodes.trajectory.IngestException} that
 * names the columns and the mapping to pass. The only I/O is reading the table of names, once at start.
 */
@NullMarked
package org.collabenv.episodes.source.header;

import org.jspecify.annotations.NullMarked;
