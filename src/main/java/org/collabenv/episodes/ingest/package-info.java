/**
 * Loads uploads: {@link org.collabenv.episodes.ingest.Loads} has the whole path of a load on one screen.
 *
 * <p>In comes an upload, whose parameters have been read and whose file is a stream, for a new episode, for one that is
 * stored, or for its property values. Out goes a receipt with the database's own counts. A load takes one of the
 * {@link org.collabenv.episodes.ingest.LoadingSlots}; {@link org.collabenv.episodes.ingest.RepeatedUploads} answers an
 * upload that is stored already.
 *
 * <ul>
 *   <li>{@code ledger}: claims the id of each upload before its first row, ends the upload with or without rows, and
 *       knows what this process is receiving.
 *   <li>{@code report}: measures a load, and reports its end to metrics, log and trace.
 *   <li>{@code answer}: has the receipts and problems that clients get.
 * </ul>
 *
 * <p>A load runs on the thread of its request and owns its slot, claim, attempt and source, which it closes; the
 * heartbeat of the ledger has a thread of its own. A refusal is an
 * {@link org.collabenv.episodes.trajectory.IngestException}. Whatever fails, nothing is stored; the one exception is a
 * commit that the database did not confirm.
 */
@NullMarked
package org.collabenv.episodes.ingest;

import org.jspecify.annotations.NullMarked;
