/**
 * The instructions for a reader, complete before it starts: the upload's options, the service's limits, and the kind of
 * rows with the stored episode to which they belong.
 *
 * <p>Immutable data, except for the stored episode's labels and keys, to which the reader adds.
 */
@NullMarked
package org.collabenv.episodes.source.options;

import org.jspecify.annotations.NullMarked;
