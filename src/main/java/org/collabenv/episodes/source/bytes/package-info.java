/**
 * The bytes of an upload, before they are read as a format: decompression, character decoding, and temporary files.
 *
 * <p>In: the upload's stream. Out: decompressed bytes, characters, or a file on disk. Runs on the thread of the request;
 * each stream belongs to its caller, a spooled file to whoever closes it. A damaged file is an
 * {@link org.collabenv.episodes.trajectory.IngestException}, a broken upload an {@link java.io.IOException}.
 */
@NullMarked
package org.collabenv.episodes.source.bytes;

import org.jspecify.annotations.NullMarked;
