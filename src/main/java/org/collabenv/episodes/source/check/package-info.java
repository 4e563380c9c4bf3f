/**
 * Checks of what is read, while it is read: they find what is allowed and probably not meant, such as missing frames and jumps.
 *
 * <p>In: batches of accepted rows, in the order of the file. Out: warnings, at the end. Memory grows with the agents and not
 * with the rows; a batch is looked at once. Nothing here refuses a file. Used by one thread at a time.
 */
@NullMarked
package org.collabenv.episodes.source.check;

import org.jspecify.annotations.NullMarked;
