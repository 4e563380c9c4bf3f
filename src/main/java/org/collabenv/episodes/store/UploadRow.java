package org.collabenv.episodes.store;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An upload as the ledger has it.
 *
 * @param uploadId the client's idempotency key, or an id of the service's own
 * @param kind {@code episode} or {@code properties}
 * @param episodeId where it goes
 * @param parameters what the client said of it, in a fixed order, to tell a retry from another request
 * @param state {@code running}, {@code completed}, {@code failed}, {@code cancelled}, {@code dry_run} or
 *     {@code duplicate}
 * @param attempt tells the times apart that the id was claimed
 * @param rowsRead rows so far
 * @param bytesReceived bytes of the file so far
 * @param sha256 digest of the file in hexadecimal; null unless completed
 * @param answer the receipt or the problem as JSON; null while it runs
 * @param stored whether what it stored is still there
 * @param episodeExists whether there is an episode of that id, this one or another
 */
public record UploadRow(
        String uploadId,
        String kind,
        String episodeId,
        String parameters,
        String state,
        String attempt,
        long rowsRead,
        long bytesReceived,
        @Nullable String sha256,
        @Nullable String answer,
        OffsetDateTime startedAt,
        @Nullable OffsetDateTime endedAt,
        boolean stored,
        boolean episodeExists) {

    public static final String RUNNING = "running";
    public static final String COMPLETED = "completed";

    /** Every state that the ledger knows. */
    public static final List<String> STATES =
            List.of(RUNNING, COMPLETED, "failed", "cancelled", "dry_run", "duplicate");
}
