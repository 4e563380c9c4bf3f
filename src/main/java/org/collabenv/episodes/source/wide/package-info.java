/**
 * Text files that hold a frame per line and a group of columns per animal, such as those of DeepLabCut and Motive.
 *
 * <p>In: the records of another feed, and its header, which may have several lines. Out: a record per animal and frame, with
 * the columns of a tidy table. Runs on the thread of the request. A header that cannot be understood is an
 * {@link org.collabenv.episodes.trajectory.IngestException}.
 */
@NullMarked
package org.collabenv.episodes.source.wide;

import org.jspecify.annotations.NullMarked;
