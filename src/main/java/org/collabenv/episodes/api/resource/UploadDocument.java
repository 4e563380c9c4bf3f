package org.collabenv.episodes.api.resource;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.OffsetDateTime;
import org.collabenv.episodes.store.UploadProgress;
import org.collabenv.episodes.store.UploadState;
import org.collabenv.episodes.store.tables.UploadRow;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An upload and what became of it.
 *
 * @param uploadId the client's idempotency key, or an id of the service's own
 * @param kind {@code episode} or {@code properties}
 * @param state {@code running}, {@code completed}, {@code deleted} (completed, but what it stored was deleted or
 *     replaced since), {@code failed}, {@code cancelled}, {@code dry_run} or {@code duplicate}
 * @param rowsRead rows so far
 * @param bytesReceived bytes of the file so far
 * @param bytesExpected bytes of the body, of which the file is nearly all; null unless the client announced them, it is
 *     not compressed as a whole, and it is being received by the replica that was asked
 * @param sha256 digest of the file, in hexadecimal; null unless completed
 * @param answer the receipt or the problem that was answered; null while it runs
 */
@JsonNaming(SnakeCaseStrategy.class)
public record UploadDocument(
        String uploadId,
        String kind,
        String episodeId,

        @Schema(enumeration = {"running", "completed", "deleted", "failed", "cancelled", "dry_run", "duplicate"})
        String state,

        long rowsRead,
        long bytesReceived,
        @Nullable Long bytesExpected,
        @Nullable String sha256,
        OffsetDateTime startedAt,
        @Nullable OffsetDateTime endedAt,

        @JsonRawValue @Schema(type = SchemaType.OBJECT) @Nullable
        String answer) {

    /** Returns whether the upload has not ended. */
    boolean isRunning() {
        return state.equals(UploadState.RUNNING.word());
    }

    private static final String DELETED = "deleted";

    /**
     * Describes an upload.
     *
     * @param live how far it is, if it is received here
     * @param expected how many bytes will come, if it is received here and that is known
     */
    static UploadDocument of(UploadRow row, @Nullable UploadProgress live, @Nullable Long expected) {
        boolean gone = row.state() == UploadState.COMPLETED && !row.stored();
        return new UploadDocument(
                row.uploadId(),
                row.kind().word(),
                row.episodeId(),
                gone ? DELETED : row.state().word(),
                live == null ? row.rowsRead() : live.rows(),
                live == null ? row.bytesReceived() : live.bytes(),
                expected,
                row.sha256(),
                row.startedAt(),
                row.endedAt(),
                row.answer());
    }
}
