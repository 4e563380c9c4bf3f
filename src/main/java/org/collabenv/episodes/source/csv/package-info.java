/**
 * Text files with delimiters.
 *
 * <p>In: decompressed bytes. Out: columns and records, and the rejected lines byte for byte. Comments and blank lines
 * before the header are skipped; layouts that are not supported are refused by name. Runs on the thread of the request.
 */
@NullMarked
package org.collabenv.episodes.source.csv;

import org.jspecify.annotations.NullMarked;
