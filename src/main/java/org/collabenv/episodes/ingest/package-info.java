/**
 * The whole path of a load on one screen: {@link org.collabenv.episodes.ingest.Ingestion}.
 *
 * <p>In comes an episode's description and its file as a stream, out goes a
 * {@link org.collabenv.episodes.ingest.Receipt} of what the database holds, or an
 * {@link org.collabenv.episodes.trajectory.IngestException} and nothing is stored.
 * {@link org.collabenv.episodes.ingest.PropertyIngestion} is the same path for values that are added to a stored
 * episode. Runs on the thread of the request.
 */
@NullMarked
package org.collabenv.episodes.ingest;

import org.jspecify.annotations.NullMarked;
