/**
 * Stored rows over HTTP: as files, and as bounded answers for pictures.
 *
 * <p>In: requests that only read. Out: streams of files, which end early with their connection if the reading fails, and
 * documents. Safe for use by several threads at once.
 */
@NullMarked
package org.collabenv.episodes.api.rows;

import org.jspecify.annotations.NullMarked;
