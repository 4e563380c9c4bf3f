package org.collabenv.episodes.ingest;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.IOException;
import java.util.List;
import org.collabenv.episodes.source.RecordSource;
import org.collabenv.episodes.store.StoredAddition;

/**
 * What adding property values to an episode did.
 *
 * @param uploadId the client's idempotency key, or an id of the service's own; {@code GET /uploads/{id}} knows it
 * @param status {@code completed}, or {@code dry_run} where everything was rolled back
 * @param duplicate whether the same upload was in already
 * @param rows rows of the file
 * @param valuesStored rows that the database says it took into {@code extended_properties}
 * @param valuesReplaced rows that were there under the same keys
 * @param columns what each column of the file became
 * @param ignoredColumns columns that were read over
 * @param created ids of the properties that were defined on the way
 * @param foreignKeys {@code once_per_load}, or {@code once_per_row} where the database role allows only the slower way
 * @param bytesReceived bytes of the file
 * @param sha256 digest of the file, in hexadecimal
 */
@JsonNaming(SnakeCaseStrategy.class)
public record AdditionReceipt(
        String uploadId,
        String episodeId,
        String status,
        boolean duplicate,
        long rows,
        long valuesStored,
        long valuesReplaced,
        List<Receipt.Column> columns,
        List<String> ignoredColumns,
        Receipt.CreatedIds created,
        String foreignKeys,
        long bytesReceived,
        String sha256,
        Receipt.Timings timingsMs,
        Receipt.Links links)
        implements Repeatable<AdditionReceipt> {

    static AdditionReceipt of(
            Upload upload,
            String episodeId,
            RecordSource source,
            ReceivedFile received,
            StoredAddition stored,
            Receipt.Timings timings)
            throws IOException {
        return new AdditionReceipt(
                upload.uploadId(),
                episodeId,
                upload.dryRun() ? DRY_RUN : COMPLETED,
                false,
                source.rows(),
                stored.values(),
                stored.replaced(),
                source.columns().stream().map(Receipt.Column::of).toList(),
                source.ignoredColumns(),
                Receipt.CreatedIds.of(stored.created()),
                stored.foreignKeys().word(),
                received.bytes(),
                received.sha256(),
                timings,
                Receipt.Links.of(episodeId));
    }

    @Override
    public long rowsStored() {
        return 0;
    }

    @Override
    public long rowsRejected() {
        return 0;
    }

    @Override
    public AdditionReceipt asDuplicate() {
        return with(true, timingsMs);
    }

    AdditionReceipt with(Receipt.Timings timings) {
        return with(duplicate, timings);
    }

    private AdditionReceipt with(boolean isDuplicate, Receipt.Timings timings) {
        return new AdditionReceipt(
                uploadId,
                episodeId,
                status,
                isDuplicate,
                rows,
                valuesStored,
                valuesReplaced,
                columns,
                ignoredColumns,
                created,
                foreignKeys,
                bytesReceived,
                sha256,
                timings,
                links);
    }
}
