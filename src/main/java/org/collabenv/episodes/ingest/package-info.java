/**
 * The whole path of a load on one screen: {@link org.collabenv.episodes.ingest.Ingestion}.
 *
 * <p>In comes an episode's description and its file as a stream, out goes a
 * {@link org.collabenv.episodes.ingest.Receipt} of what the database holds, or an
 * {@link org.collabenv.episodes.trajectory.IngestException} and nothing is stored.
 * {@link org.collabenv.episodes.ingest.PropertyIngestion} is the same path for values that are added to a stored
 * episode. Both are entered through {@link org.collabenv.episodes.ingest.Loads}, which takes one of the
 * {@link org.collabenv.episodes.ingest.LoadingSlots} and tells by metric, log and trace how it ended. They run on the
 * thread of the request, and under an id in the ledger: {@link org.collabenv.episodes.ingest.Uploads} claims it before the first row, ends it with
 * the rows or without them, and knows what is running here.
 */
@NullMarked
package org.collabenv.episodes.ingest;

import org.jspecify.annotations.NullMarked;
