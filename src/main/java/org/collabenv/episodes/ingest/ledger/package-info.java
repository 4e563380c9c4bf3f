/**
 * The uploads that this process receives, each with a row in the ledger.
 *
 * <p>A {@link org.collabenv.episodes.ingest.ledger.Claim} belongs to the thread of its request, except for its progress and
 * its cancellation, which any thread may ask for. {@code Heartbeat} tells the database from a thread of its own that the
 * uploads are alive. An end that cannot be recorded is recorded later; an upload whose service dies has failed.
 */
@NullMarked
package org.collabenv.episodes.ingest.ledger;

import org.jspecify.annotations.NullMarked;
