package org.collabenv.episodes.store;

import org.collabenv.episodes.trajectory.Rejects;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger is told together with the rows of an upload, in their transaction.
 *
 * @param attempt under which its id was claimed
 * @param rowsRead rows of the file
 * @param bytesReceived bytes of the file
 * @param sha256 digest of the file in hexadecimal
 * @param receipt the receipt as JSON
 * @param rejects the rows that were left out; null if there are none
 */
public record CompletedUpload(
        String uploadId,
        String attempt,
        long rowsRead,
        long bytesReceived,
        String sha256,
        String receipt,
        @Nullable Rejects rejects) {}
