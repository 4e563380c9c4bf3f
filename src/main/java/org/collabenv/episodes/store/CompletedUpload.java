package org.collabenv.episodes.store;

import org.collabenv.episodes.trajectory.Rejects;
import org.jspecify.annotations.Nullable;

/**
 * The completion of an upload, recorded in the ledger in the transaction that stores its rows.
 *
 * @param progress the final progress of the upload
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
