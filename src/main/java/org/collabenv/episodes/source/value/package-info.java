/**
 * The values of cells: numbers, times, lists, names and missing values.
 *
 * <p>A {@link org.collabenv.episodes.source.value.FieldReader} puts the cells of one column into arrays of the batch, or
 * reports them. Nothing here does I/O or allocates for a valid cell, except for timestamps and names that change.
 */
@NullMarked
package org.collabenv.episodes.source.value;

import org.jspecify.annotations.NullMarked;
