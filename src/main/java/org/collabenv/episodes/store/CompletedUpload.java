package org.collabenv.episodes.store;

import org.collabenv.episodes.trajectory.Rejects;
import org.jspecify.annotations.Nullable;

/**
 * The end of an upload in the ledger, recorded in the transaction of its rows.
 *
 * @param progress how far the upload came
 * @param sha256 digest of the file in hexadecimal
 * @param receipt the receipt as JSON
 * @param rejects the rows that were left out; null if there are none
 */
public record CompletedUpload(
        UploadProgress progress,
        String sha256,
        String receipt,
        @Nullable Rejects rejects) {

    public String uploadId() {
        return progress.uploadId();
    }
}
