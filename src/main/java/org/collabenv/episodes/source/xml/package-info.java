/**
 * The tracks that TrackMate exports as XML.
 *
 * <p>In: decompressed bytes, read as they arrive. Out: columns and records. External entities and document types are refused.
 * Runs on the thread of the request.
 */
@NullMarked
package org.collabenv.episodes.source.xml;

import org.jspecify.annotations.NullMarked;
