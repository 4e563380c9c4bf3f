package org.collabenv.episodes.store.tables;

import java.time.OffsetDateTime;
import org.collabenv.episodes.store.UploadState;
import org.collabenv.episodes.trajectory.LoadKind;
import org.jspecify.annotations.Nullable;

/**
 * An upload in the ledger.
 *
 * @param uploadId the client's idempotency key, or an id created by the service
 * @param parameters the request's parameters in a fixed order, which distinguish a retry from another request
 * @param attempt the claim under which it was last received
 * @param rowsRead rows read so far
 * @param bytesReceived bytes of the file received so far
 * @param sha256 digest of the file in hexadecimal; null unless completed
 * @param answer the receipt or the problem as JSON; null while the upload runs
 * @param stored whether the rows that it stored still exist
 * @param episodeExists whether there is an episode of that id, this one or another
 */
public record UploadRow(
        String uploadId,
        LoadKind kind,
        String episodeId,
        String parameters,
        UploadState state,
        String attempt,
        long rowsRead,
        long bytesReceived,
        @Nullable String sha256,
        @Nullable String answer,
        OffsetDateTime startedAt,
        @Nullable OffsetDateTime endedAt,
        boolean stored,
        boolean episodeExists) {

    /** Returns the upload with an answer. */
    UploadRow withAnswer(String given) {
        return new UploadRow(
                uploadId,
                kind,
                episodeId,
                parameters,
                state,
                attempt,
                rowsRead,
                bytesReceived,
                sha256,
                given,
                startedAt,
                endedAt,
                stored,
                episodeExists);
    }
}
