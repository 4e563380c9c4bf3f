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
 * An upload and its outcome.
 *
 * @param uploadId the client's idempotency key, or an id created by the service
 * @param kind {@code episode} or {@code properties}
 * @param state {@code running}, {@code completed}, {@code deleted} (completed, but what it stored was deleted or
 *     replaced since), {@code failed}, {@code cancelled}, {@code dry_run} or {@code duplicate}
 * @param rowsRead rows read so far
 * @param bytesReceived bytes of the file received so far
 * @param bytesExpected bytes of the body, of which the file is nearly all; null unless the client announced them, the
 *     body is not compressed as a whole, and the replica that was asked is receiving the upload
 * @param sha256 digest of the file, in hexadecimal; null unless completed
 * @param answer the receipt or the problem that was answered; null while the upload runs
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
     * @param live its progress; null unless this process is receiving it
     * @param expected the number of bytes that will come; null if unknown, or unless this process is receiving it
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
