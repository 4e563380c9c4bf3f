/**
 * Bytes to record batches: reading a file's format, its header and its values.
 *
 * <p>In comes the upload as a stream, out go {@link org.collabenv.episodes.trajectory.RecordBatch}es whose every value
 * has been checked. Everything runs on the thread of the request, which waits here for the client's next bytes. The
 * caller owns the stream. What is wrong with the file is an
 * {@link org.collabenv.episodes.trajectory.IngestException} that names line, column and value; a broken stream is an
 * {@link java.io.IOException}.
 */
@NullMarked
package org.collabenv.episodes.source;

import org.jspecify.annotations.NullMarked;
