/**
 * Files that hold arrays of numbers by name: NumPy's, HDF5, pickles and PyTorch's.
 *
 * <p>In: decompressed bytes, which are spooled to disk and mapped, so that an array takes no memory. Out: columns and records,
 * one for each animal and frame; the layouts of trackers and simulations say which array gives what. Pickles become data
 * only: no class is loaded, and none but a few known ones is accepted. Runs on the thread of the request. A damaged or hostile
 * file is an {@link org.collabenv.episodes.trajectory.IngestException}.
 */
@NullMarked
package org.collabenv.episodes.source.array;

import org.jspecify.annotations.NullMarked;
