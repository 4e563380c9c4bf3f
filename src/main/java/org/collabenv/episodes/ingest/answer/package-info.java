/**
 * The documents that clients get of a load: receipts and problems.
 *
 * <p>Plain data, written as JSON. Nothing here does I/O or fails.
 */
@NullMarked
package org.collabenv.episodes.ingest.answer;

import org.jspecify.annotations.NullMarked;
