package org.collabenv.episodes.ingest;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.collabenv.episodes.source.RecordSource;
import org.collabenv.episodes.store.StoredAddition;

/**
 * What adding property values to an episode did.
 *
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
        String episodeId,
        String status,
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
        Receipt.Links links) {

    static AdditionReceipt of(
            String episodeId,
            RecordSource source,
            ReceivedFile received,
            StoredAddition stored,
            Receipt.Timings timings) {
        return new AdditionReceipt(
                episodeId,
                "completed",
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

    AdditionReceipt with(Receipt.Timings timings) {
        return new AdditionReceipt(
                episodeId,
                status,
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
